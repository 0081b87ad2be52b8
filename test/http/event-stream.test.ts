import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { Outlet } from '../../src/http/api/event-stream.ts'
import { eventStream } from '../../src/http/api/event-stream.ts'

const encoder = new TextEncoder()

async function opened(tell: (outlet: Outlet) => Promise<void>) {
  const answer = await new Hono().get('/', (c) => eventStream(c, tell)).request('/')
  if (answer.body === null) throw new Error('nothing is streamed')
  return { answer, body: answer.body }
}

test('what is sent arrives in order until it is ended', async () => {
  const { answer } = await opened(async ({ send, end }) => {
    for (const word of ['one ', 'two ']) send(encoder.encode(word))
    await Promise.resolve()
    end()
    send(encoder.encode('late'))
  })
  expect(answer.headers.get('content-type')).toBe('text/event-stream')
  expect(await answer.text()).toBe('one two ')
})

test('who does not take what was sent is let go, and so connects again', async () => {
  const { answer } = await opened(async (given) => {
    for (let each = 0; each < 1_000; each += 1) given.send(encoder.encode('.'))
    await given.ended
  })
  expect((await answer.text()).length).toBeLessThan(100)
})

test('who hangs up is heard', async () => {
  const hungUp = Promise.withResolvers<string>()
  const { body } = await opened(async ({ ended }) => {
    await ended
    hungUp.resolve('hung up')
  })
  await body.cancel()
  expect(await hungUp.promise).toBe('hung up')
})

test('what fails breaks the connection', async () => {
  const { answer } = await opened(() => Promise.reject(new Error('the database is away')))
  await expect(answer.text()).rejects.toThrow('the database is away')
})
