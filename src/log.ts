import { pino, type Logger } from 'pino'
import type { Config } from './config.ts'

/** Structured lines on standard error, so that a command's own answer on standard output stays clean. */
export function createLog({ logLevel }: Pick<Config, 'logLevel'>): Logger {
  return pino({ level: logLevel, base: null, redact: { paths: SECRET, censor: '…' } }, pino.destination({ dest: 2, sync: true }))
}

// Nothing logs these on purpose; an error may carry them along.
const SECRET = ['password', 'token', 'secret', 'cookie', '*.password', '*.token', '*.secret', '*.cookie', '*.authorization']
