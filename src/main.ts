import { announcement } from './announce.ts'
import { readConfig } from './config.ts'
import { serve } from './serve.ts'

const config = readConfig()
if ('problems' in config) fail(...config.problems)
const running = await serve(config)
if ('problem' in running) fail(running.problem)
process.stdout.write(announcement(running, config))
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())

async function stop(): Promise<void> {
  if ('stop' in running) await running.stop()
  process.exit(0)
}

function fail(...problems: readonly string[]): never {
  for (const problem of problems) process.stderr.write(`fangxian: ${problem}\n`)
  process.exit(1)
}
