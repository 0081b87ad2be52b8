import { describe, expect, test } from 'vitest'
import { CONSOLE, ENGINE } from '../../src/core/actor.ts'
import { actedBy, actorName } from '../../views/actor.ts'
import type { ShownEntry } from '../../views/describe-entry.ts'
import { LIANPING, MUSIC_SCHOOL } from '../world.ts'
import { night } from './page.ts'

const SOMEBODY = { id: 'p-1', name: '李敏', username: null }

describe('who did it', () => {
  test('somebody in a post, or for a post that nobody holds', () => {
    expect(actedBy(night, by({ post: 'doctor' }))).toBe('李敏（校医）')
    expect(actedBy(night, by({ standsInFor: 'security' }))).toBe('李敏（代安保负责人）')
  })

  test('a bureau stands in for posts of its own at whatever school it signs', () => {
    expect(actedBy(night, by({ standsInFor: 'taskForce', unit: MUSIC_SCHOOL }))).toBe('李敏（代专班组长）')
  })

  test('the head of a training institution signs as its head: it has no doctor to stand in for', () => {
    expect(actedBy(night, by({ standsInFor: 'doctor', unit: MUSIC_SCHOOL }))).toBe('李敏（负责人）')
  })

  test('the program itself, whoever keeps the server, and who was forgotten are three', () => {
    const named = [ENGINE.person, CONSOLE.person, 'p-2'].map((id) => actorName(night, { id, name: null, username: null }))
    expect(named).toEqual(['系统', '系统管理员', '（已删除）'])
  })
})

function by(said: Partial<Pick<ShownEntry, 'post' | 'standsInFor' | 'unit'>>) {
  return { actor: SOMEBODY, post: null, standsInFor: null, unit: LIANPING, ...said }
}
