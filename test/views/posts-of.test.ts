import { describe, expect, test } from 'vitest'
import type { Post } from '../../machines/vocabulary.ts'
import { bureau, school } from '../../machines/notation.ts'
import { usualPosts } from '../../src/core/staffing.ts'
import { postsOf, signedAs } from '../../views/posts-of.ts'
import { namedFor } from '../../views/named-for.ts'
import { night } from './page.ts'

const FIRST_AT_HAND = school('doctor', 'reporter', 'dutyLeader')

describe('who signs, as the pages of a school say it', () => {
  test('a page that is about no school names every post', () => {
    expect(postsOf(night, FIRST_AT_HAND)).toBe('校医、疫情报告人、值班领导')
  })

  test('a village school without a doctor reads that the case reporter signs', () => {
    expect(postsOf(at('primary', ['principal', 'reporter']), FIRST_AT_HAND)).toBe('疫情报告人')
  })

  test('for posts that nobody holds the head stands in, and without a head they are named as they are', () => {
    expect(postsOf(at('primary', ['principal']), school('security'))).toBe('安保负责人（书记、校长代）')
    expect(postsOf(at('primary', []), school('security'))).toBe('安保负责人')
  })

  test('where nobody boards there is no head of dormitories to stand in for', () => {
    expect(postsOf(at('kindergarten', ['principal']), school('dormitory', 'logistics'))).toBe('总务主任（园长代）')
  })

  test('a training institution has one head, who signs everything as such', () => {
    expect(postsOf(at('training', ['principal']), FIRST_AT_HAND)).toBe('负责人')
  })

  test('what a bureau signs is not for the school to hold', () => {
    expect(postsOf(at('primary', ['principal']), bureau(['county'], 'liaisonOfficer'))).toBe('包联干部')
  })
})

test('a figure says in what post it was signed, and for which the head stood in', () => {
  const village = at('primary', ['principal'])
  expect(signedAs(village, { post: 'reporter', standIn: false })).toBe('疫情报告人')
  expect(signedAs(village, { post: 'dutyLeader', standIn: true })).toBe('值班领导（书记、校长代）')
  expect(signedAs(at('training', ['principal']), { post: 'doctor', standIn: true })).toBe('负责人')
  expect(signedAs(night, { post: 'supplies', standIn: true })).toBe('物资组（指挥长代）')
})

function at(kind: 'primary' | 'kindergarten' | 'training', held: readonly Post[]) {
  return { ...namedFor(night, kind), staff: { usual: usualPosts(kind, false), held: new Set(held) } }
}
