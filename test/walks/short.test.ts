import { expect, test } from 'vitest'
import { newDatabase } from '../databases.ts'
import { stroll } from './stroll.ts'

test.each(['epidemic', 'flood', 'bureau'])(
  'a short random walk through %s meets no trap, and the same seed leaves the same journal',
  async (playbook) => {
    const once = async (): Promise<string> => {
      const { digest } = await stroll({ playbook, seed: 20_260_302, steps: 60, replayEvery: 60, on: await newDatabase() })
      return digest
    }
    expect(await once()).toBe(await once())
  },
)
