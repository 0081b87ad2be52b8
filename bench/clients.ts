import { openConnection } from './connection.ts'
import type { Asked, SendAll, Sent, Told } from './crowd.ts'
import { watchAll } from './screens.ts'

// The clients of the bench, in a process of their own.

const stopping = new AbortController()
/** Somebody or something was quicker: an answer like any other. */
const CONFLICT = 409

process.on('message', (asked: Asked) => {
  void answer(asked)
})

async function answer(asked: Asked): Promise<void> {
  if (asked.kind === 'stop') stopping.abort()
  else if (asked.kind === 'send') tell(await sendAll(asked))
  else {
    const seen = await watchAll(asked)
    tell({ kind: 'watching' })
    tell(await seen(stopping.signal))
  }
}

async function sendAll({ port, lists, pauseMs }: SendAll): Promise<Sent> {
  const connections = await Promise.all(lists.map(() => openConnection(port)))
  const latencies: number[] = []
  const statuses: Record<string, number> = {}
  let wrong: string | null = null
  const began = performance.now()
  const sendList = async (index: number): Promise<void> => {
    for (const request of lists[index] ?? []) {
      if (stopping.signal.aborted) return
      const asked = performance.now()
      const answered = await connections[index]?.ask(request)
      latencies.push(performance.now() - asked)
      const status = answered?.status ?? 0
      statuses[status] = (statuses[status] ?? 0) + 1
      if (status !== 201 && status !== CONFLICT) wrong ??= answered?.body ?? ''
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
  await Promise.all(lists.keys().map(sendList))
  const seconds = (performance.now() - began) / 1_000
  for (const connection of connections) connection.close()
  return { kind: 'sent', seconds, latencies, statuses, wrong }
}

function tell(told: Told): void {
  process.send?.(told)
}
