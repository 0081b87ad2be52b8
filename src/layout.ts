import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Laid, Sketch } from '../views/sketch.ts'

/**
 * Finds a place for everything in the sketches, in a thread of its own that ends with it: a layout takes up to a second
 * of a processor, and nobody who signs must wait for a picture. The same sketch always gets the same places.
 */
export async function layOut(sketches: readonly Sketch[]): Promise<readonly Laid[]> {
  const thread = new Worker(new URL(import.meta.url.endsWith('.ts') ? 'layout-thread.ts' : 'layout-thread.js', import.meta.url), {
    workerData: sketches,
  })
  try {
    // Told by src/layout-thread.ts; fails when the thread does.
    const [laid] = (await once(thread, 'message')) as [readonly Laid[]]
    return laid
  } finally {
    await thread.terminate()
  }
}
