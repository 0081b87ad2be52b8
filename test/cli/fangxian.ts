import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { commandLine } from '../../src/cli/command-line.ts'

/** Runs a command line on the database in that folder, without demo data. */
export async function fangxian(dataDir: string, words: readonly string[], input = '') {
  const [out, err] = [new PassThrough(), new PassThrough()]
  const [stdout, stderr] = [text(out), text(err)]
  const status = await commandLine(words, { out, err, input: Readable.from([input]), env: { DATA_DIR: dataDir, FANGXIAN_DEMO: '0' } })
  out.end()
  err.end()
  return { status, stdout: await stdout, stderr: await stderr }
}
