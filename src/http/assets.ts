import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { ASSET_FILES } from '../../views/files.ts'
import type { Assets } from '../../views/page.ts'
import type { Env } from './session.ts'

interface Asset {
  readonly path: string
  readonly type: string
  readonly plain: Buffer<ArrayBuffer>
  readonly zipped: Buffer<ArrayBuffer>
}

/** Read once at the start: three files, each named after what is in it, so that browsers may keep them for ever. */
export function createAssets(): { readonly addresses: Assets; readonly routes: Hono<Env> } {
  // Pico in a layer of its own, so that our styles win over it whatever its selectors; two files would be one trip more.
  const style = asset('style', 'css', `@layer base{${read(ASSET_FILES.base).replace('@charset "UTF-8";', '')}}\n${read(ASSET_FILES.style)}`)
  const htmx = asset('htmx', 'js', read(ASSET_FILES.htmx))
  const script = asset('script', 'js', read(ASSET_FILES.script))
  return {
    addresses: { style: style.path, htmx: htmx.path, script: script.path },
    routes: [style, htmx, script].reduce((routes, one) => serve(routes, one), new Hono<Env>()),
  }
}

function serve(routes: Hono<Env>, { path, type, plain, zipped }: Asset): Hono<Env> {
  return routes.get(path, (c) => {
    const zip = c.req.header('accept-encoding')?.includes('gzip') === true
    const headers = { 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' }
    return zip ? c.body(zipped, 200, { ...headers, 'content-encoding': 'gzip' }) : c.body(plain, 200, headers)
  })
}

function asset(name: string, extension: 'css' | 'js', text: string): Asset {
  const plain = Buffer.from(text)
  const digest = createHash('sha256').update(plain).digest('hex').slice(0, 12)
  return {
    path: `/assets/${name}.${digest}.${extension}`,
    type: extension === 'css' ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
    plain,
    zipped: gzipSync(plain, { level: 9 }),
  }
}

function read(files: readonly string[]): string {
  // The maps that the libraries name at their end are not served.
  return files.map((file) => readFileSync(file, 'utf8').replace(/\/\/# sourceMappingURL=\S+/g, '')).join('\n')
}
