import { mulberry32 } from '../../src/demo/random.ts'

/** Salts that look random and are the same every time. */
export function saltsFrom(seed: number): () => string {
  const random = mulberry32(seed)
  const word = (): string =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0')
  return () => word() + word() + word() + word()
}
