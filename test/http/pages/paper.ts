import type { Actor } from '../../../src/core/actor.ts'
import { HOST, OWN_ORIGIN } from '../served.ts'
import type { ServedCity } from '../served.ts'

/** A page as somebody without scripts reads it. */
export interface Paper {
  readonly status: number
  readonly headers: Headers
  readonly html: string
  /** Everything that can be read, tags left out and blanks closed up. */
  readonly text: string
}

/** Opens a page as somebody of the cast. */
export async function open(city: ServedCity, who: Actor, path: string, headers: Readonly<Record<string, string>> = {}): Promise<Paper> {
  return paperOf(await city.ask(who, path, { headers }))
}

/** Sends a form the way a browser without scripts does. */
export async function send(
  city: ServedCity,
  who: Actor,
  path: string,
  fields: Readonly<Record<string, string | readonly string[]>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Paper> {
  const body = new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one])))
  const form = { host: HOST, origin: OWN_ORIGIN, cookie: await city.cookie(who), 'content-type': 'application/x-www-form-urlencoded' }
  return paperOf(await city.app.request(path, { method: 'POST', headers: { ...form, ...headers }, body: body.toString() }))
}

/** Sends a form with files, as a browser does; each file with the name that it has there. */
export async function sendFiles(
  city: ServedCity,
  who: Actor,
  path: string,
  fields: Readonly<Record<string, string | readonly Blob[]>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Paper> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one)
  const all = { host: HOST, origin: OWN_ORIGIN, cookie: await city.cookie(who), ...headers }
  return paperOf(await city.app.request(path, { method: 'POST', headers: all, body: form }))
}

export async function paperOf(answer: Response): Promise<Paper> {
  const html = await answer.text()
  const text = html.replaceAll(/<head>.*?<\/head>|<[^>]*>/gs, ' ').replaceAll(/\s+/g, ' ')
  return { status: answer.status, headers: answer.headers, html, text }
}

/** The value of the first input of that name. */
export function inputOf({ html }: Paper, name: string): string {
  const [, value] = new RegExp(`<input[^>]*name="${name}"[^>]*value="([^"]*)"`).exec(html) ?? []
  if (value === undefined) throw new Error(`there is no input ${name}`)
  return value
}

/** The addresses of the links whose text holds the words. */
export function linksTo({ html }: Paper, words: string): readonly string[] {
  return [...html.matchAll(/<a [^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gs)]
    .filter(([, , inside]) => inside?.includes(words) === true)
    .map(([, href]) => (href ?? '').replaceAll('&amp;', '&'))
}
