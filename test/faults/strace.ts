import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Server } from './server.ts'

export interface Tampered {
  /** Lets go of the process, which goes on unharmed if it still can. Answers how many calls there were. */
  readonly release: () => Promise<number>
}

/**
 * Stops the running server at every one of these system calls, counted from now on, and tampers with some of them.
 * `injection` is what strace(1) takes after `inject=CALLS:`, e.g. `signal=SIGKILL:when=3`; null only counts.
 */
export async function tamper({ pid }: Server, calls: string, injection: string | null): Promise<Tampered> {
  const folder = mkdtempSync(join(tmpdir(), 'fangxian-strace-'))
  const log = join(folder, 'calls')
  const inject = injection === null ? [] : ['-e', `inject=${calls}:${injection}`]
  const strace = spawn('strace', ['-f', '-qq', '-o', log, '-p', String(pid), '-e', `trace=${calls}`, ...inject])
  const gone = once(strace, 'exit')
  let said = ''
  strace.stderr.on('data', (part: Buffer) => (said += part.toString()))
  for (let waited = 0; !isTraced(pid); waited += ASK_EVERY_MS) {
    if (strace.exitCode !== null || waited > PATIENCE_MS) throw new Error(`strace has no hold of the server: ${said}`)
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS))
  }
  return {
    release: async () => {
      strace.kill('SIGTERM')
      // Where the process died under its hands it may go on waiting for one of its threads.
      const stubborn = setTimeout(() => strace.kill('SIGKILL'), STUBBORN_MS)
      await gone
      clearTimeout(stubborn)
      const count = readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => line.includes('(') && !line.includes('resumed')).length
      rmSync(folder, { recursive: true })
      return count
    },
  }
}

const ASK_EVERY_MS = 5
const PATIENCE_MS = 5_000
const STUBBORN_MS = 1_000

/** Every thread of it: strace takes hold of them one by one. */
function isTraced(pid: number): boolean {
  const threads = readdirSync(`/proc/${pid}/task`)
  return threads.every((thread) => !/TracerPid:\s+0\n/.test(readFileSync(`/proc/${pid}/task/${thread}/status`, 'utf8')))
}
