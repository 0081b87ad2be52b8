import { existsSync, mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MEMORY = '/dev/shm'
const ROOM = 4 * 1024 ** 3

/**
 * A folder for databases of tests: in memory where there is room, because tests wait for the disk more than for anything
 * else. That durability is asked of the disk, the tests of durability say.
 */
export function quickFolder(): string {
  return mkdtempSync(join(isRoomy() ? MEMORY : tmpdir(), 'fangxian-test-'))
}

function isRoomy(): boolean {
  if (!existsSync(MEMORY)) return false
  const { bavail, bsize } = statfsSync(MEMORY)
  return bavail * bsize > ROOM
}
