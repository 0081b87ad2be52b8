import { expect, test } from 'vitest'
import { REGISTERED } from '../../machines/registry.ts'
import { allTasks } from '../../src/core/checklist.ts'
import { timingWords } from '../../views/deadlines.ts'
import { en } from '../../views/words/en.ts'
import { zh } from '../../views/words/zh.ts'
import { night, nightInEnglish } from './page.ts'

/** Every text of a catalogue by its path; functions are left out. */
function texts(catalogue: object, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(catalogue).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === 'string') return [[`${path}${key}`, value] as const]
    return typeof value === 'object' && value !== null ? texts(value, `${path}${key}.`) : []
  })
}

const HAN = /\p{Script=Han}/u

test('English has no Chinese in it, but for the name of the language', () => {
  expect(texts(en).filter(([path, text]) => HAN.test(text) && path !== 'shell.language')).toEqual([])
})

test('no text is empty', () => {
  expect([...texts(zh), ...texts(en)].filter(([, text]) => text === '')).toEqual([])
})

test('every deadline of every playbook can be said in both languages', () => {
  for (const { playbook } of REGISTERED)
    for (const { timing } of allTasks(playbook)) {
      expect(timingWords(night, timing)).toMatch(HAN)
      expect(timingWords(nightInEnglish, timing)).not.toMatch(HAN)
    }
})
