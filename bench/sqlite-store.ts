import { constants, copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { sqliteSignOffs } from './bare-signing-sqlite.ts'
import { seed } from './ground.ts'
import { writeOrderByHand } from './raw-order.ts'
import type { Store } from './store.ts'

/** Files in a folder of this run's own, gone at its end. */
export function startSqlite(): Store {
  const folder = mkdtempSync(join(tmpdir(), 'fangxian-bench-'))
  const seeds = new Map<number, Promise<string>>()
  let copies = 0
  return {
    suffix: '',
    copyOf: async (schools) => {
      const made = seeds.get(schools) ?? seeded(folder, schools)
      seeds.set(schools, made)
      copies += 1
      // In a folder of its own, named as the server expects it.
      const file = join(folder, `copy-${copies}`, 'fangxian.sqlite')
      mkdirSync(dirname(file))
      copyFileSync(await made, file, constants.COPYFILE_FICLONE)
      return file
    },
    remove: async (file) => {
      if (!file.startsWith(folder)) throw new Error(`'${file}' is no copy of this run`)
      rmSync(dirname(file), { recursive: true, force: true })
    },
    placeOf,
    writeOrderByHand: async (...order) => writeOrderByHand(...order),
    bareWriter: async (file, sample) => sqliteSignOffs(file, sample),
    stop: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

function placeOf(file: string): ReturnType<Store['placeOf']> {
  return { dataDir: dirname(file), database: { file } }
}

async function seeded(folder: string, schools: number): Promise<string> {
  const file = join(folder, `seed-${schools}.sqlite`)
  await seed({ placeOf }, file, schools)
  return file
}
