import { expect, test } from 'vitest'
import { newDatabase } from '../databases.ts'
import { stroll } from './stroll.ts'

const walk = async (playbook: string): Promise<string> => {
  const { digest } = await stroll({ playbook, seed: 20_260_302, steps: 40, replayEvery: 40, on: await newDatabase() })
  return digest
}

test.each(['epidemic', 'bureau'])(
  'a short random walk through %s meets no trap',
  async (playbook) => {
    expect(await walk(playbook)).toMatch(/^[0-9a-f]{64}$/)
  },
  60_000,
)

test('so does one through flood, and the same seed leaves the same journal', async () => {
  expect(await walk('flood')).toBe(await walk('flood'))
}, 60_000)
