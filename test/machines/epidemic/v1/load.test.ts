import { describe, expect, test } from 'vitest'
import type { NodeMeta } from '../../../../machines/playbook.ts'
import { epidemic } from '../../../../machines/epidemic/v1/index.ts'
import type { Task, Timing } from '../../../../machines/task.ts'
import type { SchoolKind } from '../../../../machines/vocabulary.ts'
import { SCHOOL_KINDS } from '../../../../machines/vocabulary.ts'
import { allNodes, nodeMeta } from '../../../../src/core/statechart.ts'
import { PHASES, SHORT_NAMES } from './walk.ts'
import type { ShortName } from './walk.ts'

/** Phases that a training institution never reaches: it is stopped, locked and released, not reopened by batches. */
const REOPENING: readonly ShortName[] = ['pla', 'rev', 'bat', 'obs']
/** Where students are not in class, lessons are online. */
const AWAY: readonly ShortName[] = ['sea', 'onl', 'pla', 'rev']

const placed = SCHOOL_KINDS.flatMap((kind) =>
  SHORT_NAMES.filter((name) => kind !== 'training' || !REOPENING.includes(name)).map((name) => [kind, name] as const),
)

describe.each(placed)('a %s in %s', (kind, name) => {
  const asked = tasksAt(kind, name)

  test('reports every day, and knows how its people are', () => {
    expect(asked.map(({ id }) => id)).toContain('N-02')
    const health = asked.filter(({ source }) => ['N-01', 'N-13', 'O-05', 'U-03', 'L-03'].some((id) => source.includes(id)))
    expect(health).not.toEqual([])
  })

  test('has few rounds a day', () => {
    const rounds = asked.filter(({ mandatory }) => mandatory).reduce((sum, { timing }) => sum + roundsOn(timing), 0)
    const most = name === 'sea' || name === 'clo' ? 22 : name === 'bat' ? 9 : 8
    expect(rounds).toBeLessThanOrEqual(name === 'term' ? 6 : most)
  })

  test('has no step twice in two wordings', () => {
    const titles = asked.map(({ title }) => title.zh)
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([])
  })

  test('can be signed by its head alone where nobody else is appointed, but for what the bureau signs', () => {
    const bureau = asked.filter(({ signers }) => signers.every(({ level }) => level !== 'school')).map(({ id }) => id)
    expect(bureau.filter((id) => !['L-14', 'P-05-county', 'P-05-city', 'P-05-province', 'P-11'].includes(id))).toEqual([])
  })
})

/** Mandatory rounds of a kind in term: on a school day, in a week, a month, a term. */
test.each<[SchoolKind, readonly [number, number, number, number]]>([
  ['kindergarten', [5, 4, 4, 6]],
  ['primary', [6, 5, 4, 6]],
  ['senior', [6, 5, 4, 6]],
  ['vocational', [6, 6, 4, 6]],
  ['university', [6, 6, 4, 6]],
  ['special', [6, 5, 4, 6]],
  ['training', [3, 1, 1, 1]],
])('a %s signs no more than this in term', (kind, [day, week, month, term]) => {
  const asked = tasksAt(kind, 'term').filter(({ mandatory }) => mandatory)
  const many = (of: (timing: Timing) => number): number => asked.reduce((sum, { timing }) => sum + of(timing), 0)
  expect([
    many(roundsOn),
    many((timing) => Number(timing.kind === 'calendar' && timing.open === 'week')),
    many((timing) => Number(timing.kind === 'calendar' && timing.open === 'month')),
    many((timing) => Number(timing.kind === 'term')),
  ]).toEqual([day, week, month, term])
})

/** Which kinds are asked for a measure in term, on vacation or while the opening is deferred. */
test.each<[string, readonly SchoolKind[]]>([
  ['N-12', SCHOOL_KINDS],
  ['N-14', except('training')],
  ['N-15', except('training')],
  ['N-18', except('training')],
  ['N-19', except('training')],
  ['N-23', except('training')],
  ['N-24', ['training']],
  ['N-27', ['university']],
  ['N-28', except('training', 'kindergarten', 'university')],
  ['N-32', ['university']],
  ['N-01', SCHOOL_KINDS],
  ['N-03', SCHOOL_KINDS],
  ['N-11', SCHOOL_KINDS],
  ['N-20', SCHOOL_KINDS],
  ['N-21', except('training')],
])('%s is asked of those whom it concerns', (id, kinds) => {
  const asked = SCHOOL_KINDS.filter((kind) =>
    (['term', 'vac', 'def'] as const).some((name) => tasksAt(kind, name).some(({ source }) => source.includes(id))),
  )
  expect(asked.toSorted()).toEqual(kinds.toSorted())
})

test('what may be nothing at all is never missed: vaccination, returners and new risk areas are asked when there are any', () => {
  const asked = tasksAt('senior', 'term')
  expect(
    asked
      .filter(({ mandatory }) => !mandatory)
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(['N-12', 'N-14', 'N-30-change'])
})

test('on vacation and while the opening is deferred the list is short', () => {
  for (const kind of SCHOOL_KINDS.filter((one) => one !== 'training')) {
    expect(tasksAt(kind, 'vac').length).toBeLessThanOrEqual(7)
    expect(tasksAt(kind, 'def').length).toBeLessThanOrEqual(7)
  }
})

/**
 * The tasks of a kind in a phase, lessons being as they are then: without those of a suspected case or of a provisional
 * act, without those of school days where there are none, and of boarders where the kind has them.
 */
function tasksAt(kind: SchoolKind, name: ShortName): readonly Task[] {
  const phase = PHASES[name].split('.')
  const control = ['', 'control', ...phase.map((_, index) => ['control', ...phase.slice(0, index + 1)].join('.'))]
  const teaching = AWAY.includes(name) ? ['teaching', 'teaching.remote', 'teaching.remote.online'] : ['teaching']
  const nodes = allNodes(epidemic).filter((node) => [...control, ...teaching].includes(node))
  const isBreak = epidemic.breaks?.includes(`control.${PHASES[name]}`) ?? false
  return nodes
    .flatMap(tasksOf)
    .filter(({ kinds, boarding }) => (kinds === undefined || kinds.includes(kind)) && (boarding !== true || BOARDING.includes(kind)))
    .filter(
      ({ timing }) =>
        !['case', 'provisional'].includes(timing.kind) && !(isBreak && timing.kind === 'recurring' && timing.days === 'school'),
    )
}

const BOARDING: readonly SchoolKind[] = ['primary', 'junior', 'senior', 'vocational', 'university', 'special']

function tasksOf(node: string): readonly Task[] {
  const meta: NodeMeta | undefined = nodeMeta(epidemic, node)
  return meta?.tasks ?? []
}

function roundsOn(timing: Timing): number {
  return timing.kind === 'recurring' && timing.everyDays === 1 ? timing.slots.length : 0
}

function except(...kinds: readonly SchoolKind[]): readonly SchoolKind[] {
  return SCHOOL_KINDS.filter((kind) => !kinds.includes(kind))
}
