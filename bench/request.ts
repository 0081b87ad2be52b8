/** A request as its bytes go over the wire, on a connection that stays open. */
export function requestText(
  method: 'GET' | 'POST',
  path: string,
  cookie: string,
  { body, headers = {} }: { readonly body?: object; readonly headers?: Readonly<Record<string, string>> } = {},
): string {
  const json = body === undefined ? '' : JSON.stringify(body)
  const all = {
    host: HOST,
    cookie,
    ...(body === undefined
      ? {}
      : { origin: ORIGIN, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(json)) }),
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${json}`
}

export const HOST = 'fangxian.test'
const ORIGIN = `http://${HOST}`
