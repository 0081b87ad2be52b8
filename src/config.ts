import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { Instant } from '../machines/vocabulary.ts'

/** Every setting, parsed once. This file is the only reader of the environment. */
export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** A SQLite file in the data folder, or the address of a PostgreSQL database. */
  readonly database: DatabasePlace
  readonly production: boolean
  /** Load the demo city into an empty database. */
  readonly demo: boolean
  readonly demoPassword: string | null
  /** Freezes domain time. */
  readonly clock: Instant | null
  /** The address that people type, if it is not the one listened on. */
  readonly publicUrl: string | null
  readonly timeZone: string
  readonly logLevel: LogLevel
}

export type DatabasePlace = { readonly file: string } | { readonly url: string }

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
type LogLevel = (typeof LOG_LEVELS)[number]

/** What the process was started with. */
export const environment: Readonly<Record<string, string | undefined>> = process.env

/** The settings, or one clear line for each bad value. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>> = environment,
): Config | { readonly problems: readonly string[] } {
  // An empty value is the same as none: `PORT= npm start`.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''))
  const parsed = Settings.safeParse(given)
  if (!parsed.success) return { problems: parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`) }
  const { data: settings } = parsed
  const dataDir = resolve(settings.DATA_DIR)
  const production = settings.NODE_ENV === 'production'
  if (production && settings.FANGXIAN_CLOCK !== undefined)
    return { problems: ['FANGXIAN_CLOCK must not be set in production: time is frozen only for tests and drills'] }
  return {
    port: settings.PORT,
    host: settings.HOST,
    dataDir,
    database: settings.DATABASE_URL === undefined ? { file: join(dataDir, 'fangxian.sqlite') } : { url: settings.DATABASE_URL },
    production,
    demo: settings.FANGXIAN_DEMO === undefined ? !production : settings.FANGXIAN_DEMO === '1',
    demoPassword: settings.FANGXIAN_DEMO_PASSWORD ?? null,
    clock: settings.FANGXIAN_CLOCK ?? null,
    publicUrl: settings.PUBLIC_URL ?? null,
    timeZone: settings.TZ_NAME,
    logLevel: settings.LOG_LEVEL,
  }
}

const Settings = z.object({
  PORT: z.coerce
    .number('must be a port number')
    .int('must be a port number')
    .min(0, 'must be 0 to 65535')
    .max(65_535, 'must be 0 to 65535')
    .default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be an address such as postgres://user:password@host/database' })
    .optional(),
  NODE_ENV: z.string().optional(),
  FANGXIAN_DEMO: z.enum(['0', '1'], 'must be 0 or 1').optional(),
  FANGXIAN_DEMO_PASSWORD: z.string().min(8, 'must have at least 8 characters').max(128, 'must have at most 128 characters').optional(),
  FANGXIAN_CLOCK: z.iso
    .datetime({ offset: true, error: 'must be an instant such as 2022-03-06T22:00:00+08:00' })
    .transform((at) => new Date(at).toISOString())
    .optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://fangxian.example' })
    .transform((url) => new URL(url).origin)
    .optional(),
  TZ_NAME: z.string().refine(isTimeZone, 'must be a time zone such as Asia/Shanghai').default('Asia/Shanghai'),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
})

function isTimeZone(name: string): boolean {
  return Intl.supportedValuesOf('timeZone').includes(name) || name === 'UTC'
}
