import { once } from 'node:events'
import { connect } from 'node:net'

/** One connection that stays open. Deliberately bare: on a machine with few cores a full client would cost as much as the server. */
export interface Connection {
  /** Sends the bytes of a request and waits for the whole answer. */
  readonly ask: (request: string) => Promise<Answered>
  readonly close: () => void
}

export interface Answered {
  readonly status: number
  readonly body: string
}

export async function openConnection(port: number): Promise<Connection> {
  const socket = connect(port, '127.0.0.1').setNoDelay(true).setEncoding('latin1')
  await once(socket, 'connect')
  let received = ''
  let waiting: PromiseWithResolvers<Answered> | null = null
  const fail = (error: Error): void => waiting?.reject(error)
  socket.on('data', (part: string) => {
    received += part
    const answer = answerIn(received)
    if (answer === null) return
    received = ''
    waiting?.resolve(answer)
  })
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('the server hung up')))
  return {
    ask: (request) => {
      waiting = Promise.withResolvers<Answered>()
      socket.write(request)
      return waiting.promise
    },
    close: () => socket.destroy(),
  }
}

/** The answer, once all of it has come. Only one request is under way at a time, so nothing follows it. */
function answerIn(received: string): Answered | null {
  const end = received.indexOf('\r\n\r\n')
  if (end === -1) return null
  const head = received.slice(0, end).toLowerCase()
  const body = received.slice(end + 4)
  const length = /\ncontent-length: (\d+)/.exec(head)?.[1]
  const isWhole =
    length === undefined ? /\ntransfer-encoding: chunked/.test(head) && body.endsWith('0\r\n\r\n') : body.length >= Number(length)
  return isWhole ? { status: Number(head.slice(9, 12)), body } : null
}
