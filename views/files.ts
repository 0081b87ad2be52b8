import { join } from 'node:path'

/** Folder of the project, from the sources and from the bundle alike: both lie one folder below it. */
const top = join(import.meta.dirname, '..')

/** The files of which each asset is made, in order. */
export const ASSET_FILES = {
  base: [join(top, 'node_modules/@picocss/pico/css/pico.fluid.classless.min.css')],
  style: [join(top, 'views/assets/app.css')],
  htmx: [join(top, 'node_modules/htmx.org/dist/htmx.min.js'), join(top, 'node_modules/htmx.org/dist/ext/hx-sse.min.js')],
  script: [join(top, 'views/assets/app.js')],
} as const
