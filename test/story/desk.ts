/** Somebody signed in, at a browser: what the app answers to them. */
export interface Desk {
  readonly username: string
  readonly get: (path: string) => Promise<Reply>
  /** Every post has a key of its own unless the story sends one twice. */
  readonly post: (path: string, body: object, key?: string) => Promise<Reply>
}

export interface Reply {
  readonly status: number
  readonly text: string
}

/** What RFC 9457 says of something that was not done. */
export interface Problem {
  readonly status: number
  readonly refusal: string
  readonly detail: string
  readonly missing?: readonly { readonly gate: string; readonly text: string; readonly task?: string }[]
  readonly errors?: readonly { readonly field: string; readonly text: string }[]
}

/** Where requests go: the app itself, or a server. */
export interface Door {
  readonly request: (path: string, init?: RequestInit) => Response | Promise<Response>
}

const origin = 'http://localhost'

/** Signs in with name and password, and keeps the cookie. */
export async function signInAt({ request }: Door, username: string, password: string): Promise<Desk> {
  const answer = await request('/api/auth/sign-in/username', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ username, password }),
  })
  if (answer.status !== 200) throw new Error(`${username} could not sign in: ${await answer.text()}`)
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  let keys = 0
  return {
    username,
    get: async (path) => replyOf(await request(path, { headers: { cookie } })),
    post: async (path, body, key = `${username} ${(keys += 1)}`) => {
      const headers = { cookie, origin, 'content-type': 'application/json', 'idempotency-key': key.replaceAll(' ', '-') }
      return replyOf(await request(path, { method: 'POST', headers, body: JSON.stringify(body) }))
    },
  }
}

async function replyOf(answer: Response): Promise<Reply> {
  return { status: answer.status, text: await answer.text() }
}

/** The body of an answer that says yes; anything else fails the story with what was said. */
export async function accepted<T>(reply: Promise<Reply>): Promise<T> {
  const { status, text } = await reply
  if (status >= 300) throw new Error(`${status} ${text}`)
  return JSON.parse(text) as T
}

/** The reason why something was not done; that it was done fails the story. */
export async function refused(reply: Promise<Reply>): Promise<Problem> {
  const { status, text } = await reply
  if (status < 400) throw new Error(`expected a refusal, was answered ${status} ${text}`)
  return JSON.parse(text) as Problem
}
