import type { Instant } from '../../machines/vocabulary.ts'
import type { FrozenClock } from './clock.ts'
import type { Engine } from './engine.ts'

/** Moves a frozen clock on, stopping wherever something falls due, so that each fact is recorded at its own time. */
export async function passTo(engine: Engine, clock: FrozenClock, to: Instant): Promise<void> {
  await engine.idle()
  for (let next = await engine.nextWakeAt(); next !== null && next <= to; next = await engine.nextWakeAt()) {
    clock.advanceTo(next)
    await engine.idle()
  }
  clock.advanceTo(to)
  await engine.idle()
}
