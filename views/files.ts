import { createRequire } from 'node:module'
import { join } from 'node:path'

/** Our own lie under the top of the project, which is one folder above both this file and the bundle. */
const own = (name: string): string => join(import.meta.dirname, '..', 'views', 'assets', name)
const require = createRequire(import.meta.url)

/** The files of which each asset is made, in order. */
export const ASSET_FILES = {
  base: [require.resolve('@picocss/pico/css/pico.fluid.classless.min.css')],
  style: [own('app.css')],
  htmx: [require.resolve('htmx.org/dist/htmx.min.js'), require.resolve('htmx.org/dist/ext/hx-sse.min.js')],
  script: [own('app.js')],
} as const
