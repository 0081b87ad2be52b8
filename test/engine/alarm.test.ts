import { describe, expect, test } from 'vitest'
import type { DueResponse } from '../../db/responses.ts'
import { woken } from '../../src/engine/alarm.ts'

const NOW = '2026-05-05T12:00:00.000Z'

function waitingSince(since: string, responses = 500): readonly DueResponse[] {
  return Array.from({ length: responses }, (_, index) => ({ unit: `S${index}`, playbook: 'epidemic', mode: 'actual', since }))
}

describe('how many schools are woken in one transaction', () => {
  test.each([
    ['five hundred, if something fell due just now', NOW, 500],
    ['half as many after a day', '2026-05-04T12:00:00.000Z', 250],
    ['ten after seven weeks', '2026-03-17T12:00:00.000Z', 10],
    ['one at a time after years', '2020-01-01T00:00:00.000Z', 1],
  ])('%s', (_, since, expected) => {
    expect(woken(waitingSince(since), NOW)).toHaveLength(expected)
  })

  test('the longest waiting first, and those that follow as far as they fit', () => {
    const due = [...waitingSince('2026-03-17T12:00:00.000Z', 4), ...waitingSince(NOW, 400)]
    expect(woken(due, NOW)).toEqual(due.slice(0, 304))
  })

  test('all of them, if they are few', () => {
    expect(woken(waitingSince(NOW, 3), NOW)).toHaveLength(3)
    expect(woken([], NOW)).toEqual([])
  })
})
