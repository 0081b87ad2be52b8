import { once } from 'node:events'
import { announcement } from '../announce.ts'
import { serve } from '../serve.ts'
import { done, refusedBy, type Command } from './command.ts'

export const serving: Command = {
  name: 'serve',
  usage: '',
  summary: '启动服务 serve until SIGTERM or SIGINT',
  options: {},
  words: [0, 0],
  run: async (_asked, config, { out }) => {
    const running = await serve(config)
    if ('problem' in running) return refusedBy(running.problem, running)
    out.write(announcement(running, config))
    await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
    await running.stop()
    return done('', { stopped: true })
  },
}
