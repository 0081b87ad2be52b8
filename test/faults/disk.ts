import { spawnSync } from 'node:child_process'
import { closeSync, cpSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { cleanedOnce } from './leftovers.ts'
import { placeIn, type Place } from './place.ts'

/** A small disk of our own, to be filled or to lose its power. Needs root, as mounting does; without it the fault fails. */
export interface Disk {
  readonly place: Place
  /** What is on it now and was not only promised: the disk as it would be found after a power cut. */
  readonly afterPowerCut: () => Disk
  readonly remove: () => void
}

const IMAGE_MB = 96

/** An ext4 disk in a file, with a copy of the data on it. */
export function imageDisk(data: Place): Disk {
  const image = join(mkdtempSync(join(besides(data), 'fangxian-image-')), 'image')
  system('truncate', '-s', `${IMAGE_MB}M`, image)
  system('mkfs.ext4', '-q', '-F', image)
  const disk = mountedImage(image)
  fill(disk.place, data)
  return disk
}

const besides = ({ env }: Place): string => dirname(env['DATA_DIR'] ?? '')

function mountedImage(image: string): Disk {
  const folder = mkdtempSync(join(tmpdir(), 'fangxian-disk-'))
  system('mount', '-o', 'loop', image, folder)
  const remove = cleanedOnce(() => {
    system('umount', folder)
    rmSync(folder, { recursive: true })
    rmSync(dirname(image), { recursive: true })
  })
  return {
    place: placeIn(folder, remove),
    afterPowerCut: () => {
      // What the file system still held in memory is in the mounted disk, but not in the file.
      const copy = join(mkdtempSync(join(dirname(dirname(image)), 'fangxian-image-')), 'image')
      system('cp', '--sparse=always', image, copy)
      return mountedImage(copy)
    },
    remove,
  }
}

/** A folder in memory. A process that is killed loses nothing there either, and no other process makes it slow. */
export function inMemory(megabytes: number): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'fangxian-memory-'))
  system('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', folder)
  const remove = cleanedOnce(() => {
    system('umount', folder)
    rmSync(folder, { recursive: true })
  })
  return { folder, remove }
}

/** A small disk with the data on it and a few megabytes to spare. */
export function smallDisk(data: Place): Place {
  const { folder, remove } = inMemory(24)
  const place = placeIn(folder, remove)
  fill(place, data)
  return place
}

/** Takes all the room that is left beside the data; answers how to give it back. */
export function takeAllRoom({ env }: Place): () => void {
  const filler = join(env['DATA_DIR'] ?? '', 'filler')
  const file = openSync(filler, 'w')
  // Ever smaller pieces, until not a byte is free.
  for (let piece = 1 << 20; piece >= 1; piece >>= 1) while (wrote(file, piece));
  closeSync(file)
  takeRoomInLog(join(env['DATA_DIR'] ?? '', 'fangxian.sqlite'))
  return () => rmSync(filler)
}

/** What a transaction wrote that found the disk full in its middle stays in the log as room for smaller ones. */
function takeRoomInLog(file: string): void {
  const database = new BetterSqlite(file, { timeout: 10_000 })
  // A log that begins anew has room again.
  database.pragma('wal_autocheckpoint = 0')
  const touch = database.prepare(
    "insert into setting (name, value) values ('probed_at', ?) on conflict (name) do update set value = excluded.value",
  )
  try {
    for (;;) touch.run(new Date().toISOString())
  } catch (error) {
    if (!(error instanceof BetterSqlite.SqliteError) || error.code !== 'SQLITE_FULL') throw error
  } finally {
    database.close()
  }
}

function wrote(file: number, bytes: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(bytes)) === bytes
  } catch {
    return false
  }
}

function fill({ env }: Place, data: Place): void {
  cpSync(data.env['DATA_DIR'] ?? '', env['DATA_DIR'] ?? '', { recursive: true })
  system('sync')
}

function system(command: string, ...words: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, words, { encoding: 'utf8', timeout: 20_000 })
  if (status !== 0) throw new Error(`${command} ${words.join(' ')} failed: ${error?.message ?? stderr}`)
  return stdout
}
