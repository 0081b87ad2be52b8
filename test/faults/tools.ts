import { existsSync } from 'node:fs'
import { installFromDebian } from '../../src/start/debian.mjs'

const FAKETIME = ['/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1', '/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1']

/** The library that shows a process another time than the computer's. */
export const faketime = (): string | undefined => FAKETIME.find((file) => existsSync(file))

/** Sees to it that what the faults are made with is there; on Debian and Ubuntu it is installed. A fault is never left out. */
export function installTools(): void {
  const missing = [
    ...(existsSync('/usr/bin/strace') ? [] : ['strace']),
    ...(existsSync('/usr/sbin/mkfs.ext4') || existsSync('/sbin/mkfs.ext4') ? [] : ['e2fsprogs']),
    ...(faketime() === undefined ? ['faketime'] : []),
  ]
  if (missing.length > 0) installFromDebian('the faults need some tools', missing)
  if (process.getuid?.() !== 0)
    throw new Error('the faults need root: they mount small disks of their own and stop the server at its writes')
}
