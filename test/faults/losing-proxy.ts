import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** Hands everything on to the server, and instead of some of its answers hangs up. */
export async function losingProxy(
  to: string,
  isLost: () => boolean,
): Promise<{ readonly address: string; readonly close: () => Promise<void> }> {
  const { hostname, port } = new URL(to)
  const open = new Set<Socket>()
  const proxy = createServer((client) => {
    const server = connect(Number(port), hostname)
    for (const socket of [client, server]) {
      open.add(socket)
      socket.on('close', () => [client, server].forEach((each) => (each.destroy(), open.delete(each))))
      socket.on('error', () => undefined)
    }
    client.pipe(server)
    server.on('data', (answer) => (isLost() ? client.destroy() : client.write(answer)))
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const bound = proxy.address()
  return {
    address: `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`,
    close: async () => {
      for (const socket of open) socket.destroy()
      proxy.close()
      await once(proxy, 'close')
    },
  }
}
