import { expect, test } from 'vitest'
import { digestOf } from '../../machines/digest.ts'
import { assertFrozen, findPlaybook, latestPlaybooks, REGISTERED, versionsOf } from '../../machines/registry.ts'
import type { Playbook } from '../../machines/playbook.ts'

const [first] = REGISTERED
const epidemic = first?.playbook

test('every version says what it said when it was registered', () => {
  // When this fails, the message names the digest found.
  expect(() => assertFrozen()).not.toThrow()
})

test('a playbook is found by name, in its newest version or the one asked for', () => {
  expect(findPlaybook('epidemic')).toBe(epidemic)
  expect(findPlaybook('epidemic', 1)).toBe(epidemic)
  expect(findPlaybook('epidemic', 2)).toBeUndefined()
  expect(findPlaybook('earthquake')).toBeUndefined()
  expect(versionsOf('flood').map(({ version }) => version)).toEqual([2, 1])
  expect(latestPlaybooks().map(({ name, version }) => [name, version])).toEqual([
    ['epidemic', 1],
    ['flood', 2],
    ['bureau', 1],
  ])
})

test.each<[string, (playbook: Playbook) => Playbook]>([
  ['a title', (playbook) => ({ ...playbook, title: { zh: '另一个', en: 'Another' } })],
  ['the kinds of schools', (playbook) => ({ ...playbook, kinds: ['senior'] })],
  [
    'who may send an event',
    (playbook) => ({ ...playbook, events: { ...playbook.events, LIFT: { ...playbook.events['LIFT'], senders: [] } as never } }),
  ],
  ['what a gate answers', (playbook) => ({ ...playbook, events: withoutGates(playbook) })],
])('another wording of %s is found out', (_, alter) => {
  if (first === undefined) throw new Error('nothing is registered')
  const altered = { playbook: alter(first.playbook), digest: first.digest }
  expect(digestOf(altered.playbook)).not.toBe(first.digest)
  expect(() => assertFrozen([first, altered])).toThrow(
    `playbook epidemic v1 was altered: registered ${first.digest}, found ${digestOf(altered.playbook)}`,
  )
})

function withoutGates({ events }: Playbook): Playbook['events'] {
  const open = Object.values(events).map((event) => ({ ...event, gates: event.gates.map((gate) => ({ ...gate, check: () => [] })) }))
  return Object.fromEntries(open.map((event) => [event.type, event]))
}
