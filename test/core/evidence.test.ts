import { describe, expect, test } from 'vitest'
import type { EvidenceRule, Field } from '../../machines/form.ts'
import { parseEvidence } from '../../src/core/evidence.ts'
import type { RawEvidence } from '../../src/core/command.ts'
import { LIANPING } from '../world.ts'

const CHOICES = [
  { value: 'seats', label: { zh: '座位表', en: 'Seats' } },
  { value: 'class', label: { zh: '班级名单', en: 'Class' } },
]

function field(type: Field['type'], name: string, zh: string, more: object = {}): Field {
  // The parts that belong to the type come from the caller.
  return { type, name, label: { zh, en: name }, required: true, ...more } as Field
}

function parse(fields: readonly Field[], raw: RawEvidence, rules: readonly EvidenceRule[] = []): ReturnType<typeof parseEvidence> {
  return parseEvidence({ fields, rules }, raw, LIANPING)
}

/** What the form says about one field, in Chinese; empty if nothing is wrong. */
function complaints(fields: readonly Field[], raw: RawEvidence, rules: readonly EvidenceRule[] = []): readonly string[] {
  const parsed = parse(fields, raw, rules)
  return 'errors' in parsed ? parsed.errors.map(({ field: name, text }) => `${name}:${text.zh}`) : []
}

function valueOf(one: Field, given: unknown): unknown {
  const parsed = parse([one], { [one.name]: given })
  if ('errors' in parsed) return 'refused'
  return parsed.evidence[one.name] ?? parsed.texts[one.name]
}

describe('a count', () => {
  const people = field('count', 'people', '人数')

  test.each([
    [0, 0],
    [12, 12],
    ['12', 12],
    [' 12 ', 12],
    ['007', 7],
    [10_000_000, 10_000_000],
  ])('takes %j', (given, expected) => {
    expect(valueOf(people, given)).toBe(expected)
  })

  test.each([
    -1,
    1.5,
    '1.5',
    '-1',
    '1e3',
    '0x10',
    '１２',
    'twelve',
    Number.NaN,
    Infinity,
    true,
    [12],
    { count: 12 },
    10_000_001,
    '9999999999',
  ])('refuses %j', (given) => {
    expect(valueOf(people, given)).toBe('refused')
  })

  test('says up to what it goes', () => {
    expect(complaints([field('count', 'posts', '岗位', { max: 30 })], { posts: 31 })).toEqual(['posts:不能大于 30'])
    expect(complaints([people], { people: -1 })).toEqual(['people:请填写 0 或正整数'])
  })
})

describe('a date', () => {
  const day = field('date', 'day', '日期')

  test.each(['2026-03-07', '2024-02-29'])('takes %s', (given) => {
    expect(valueOf(day, given)).toBe(given)
  })

  test.each(['2026-02-29', '2026-13-01', '2026-3-7', '07.03.2026', '2026-03-07T00:00:00Z', '20260307', 20260307, 'today'])(
    'refuses %j',
    (given) => {
      expect(valueOf(day, given)).toBe('refused')
    },
  )
})

describe('a time', () => {
  const time = field('time', 'at', '时间')

  test.each([
    ['2026-03-06T22:05+08:00', '2026-03-06T14:05:00.000Z'],
    ['2026-03-06T14:05:00Z', '2026-03-06T14:05:00.000Z'],
    ['2026-03-06T14:05:00.123Z', '2026-03-06T14:05:00.123Z'],
  ])('%s is the instant %s', (given, expected) => {
    expect(valueOf(time, given)).toBe(expected)
  })

  test.each([
    '2026-03-06T22:05',
    '2026-03-06',
    '22:05',
    '2026-02-30T10:00:00Z',
    '2026-03-06T25:00:00Z',
    '2026-03-06T10:00:00+99:00',
    1772805900000,
  ])('refuses %j, which has no offset, or is no time at all', (given) => {
    expect(valueOf(time, given)).toBe('refused')
  })
})

describe('a choice', () => {
  test('is one of those listed', () => {
    const one = field('choice', 'list', '名单', { choices: CHOICES })
    expect(valueOf(one, 'seats')).toBe('seats')
    for (const wrong of ['toString', '__proto__', 'SEATS', 0, ['seats']]) expect(valueOf(one, wrong)).toBe('refused')
  })

  test('of several takes one or more of them, each once, in a fixed order', () => {
    const many = field('choices', 'lists', '名单', { choices: CHOICES })
    expect(valueOf(many, ['seats', 'class', 'seats'])).toEqual(['class', 'seats'])
    expect(valueOf(many, 'seats')).toEqual(['seats'])
    for (const wrong of [['seats', 'other'], [null], [{}], [['seats']], {}]) expect(valueOf(many, wrong)).toBe('refused')
    expect(valueOf(many, [])).toBe('refused')
  })
})

describe('a text', () => {
  test('stays apart from the figures, so that it can be erased', () => {
    expect(parse([field('text', 'note', '说明')], { note: ' 三号楼 ' })).toEqual({ evidence: {}, texts: { note: '三号楼' }, files: {} })
  })

  test('has a length, and nothing but text', () => {
    const note = field('text', 'note', '说明')
    expect(valueOf(note, '字'.repeat(4000))).toHaveLength(4000)
    for (const wrong of ['字'.repeat(4001), 12, ['a'], { a: 1 }, 'a\u0000b', '\ud800']) expect(valueOf(note, wrong)).toBe('refused')
  })
})

describe('a form', () => {
  const form = [field('count', 'people', '人数'), field('text', 'note', '说明', { required: false })]

  test('asks for what is required and lets the rest be', () => {
    for (const nothing of [undefined, null, '', '   ', []]) expect(complaints(form, { people: nothing })).toEqual(['people:请填写“人数”'])
    expect(complaints(form, { people: 1 })).toEqual([])
    expect(complaints(form, { people: 1, note: '' })).toEqual([])
  })

  test('tells everything that is wrong at once', () => {
    expect(complaints(form, { people: 'x', note: '\u202E' })).toHaveLength(2)
  })

  test('has no fields but its own: what else is sent is refused, not dropped', () => {
    expect(complaints(form, { people: 1, extra: 2 })).toEqual(['extra:本表没有这一项'])
  })

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('takes no %s for a field, and poisons nothing', (key) => {
    // As it comes out of a request body, with the key as the object's own.
    const raw: RawEvidence = JSON.parse(`{"people": 1, "${key}": {"polluted": true}}`)
    expect(complaints(form, raw)).toEqual([`${key}:本表没有这一项`])
    expect('polluted' in {}).toBe(false)
  })

  test('does not take an inherited answer for one that was given', () => {
    expect(complaints([field('count', 'valueOf', '人数')], {})).toEqual(['valueOf:请填写“人数”'])
  })

  test('answers in a fixed order, whatever the order in which it was filled in', () => {
    const fields = [field('count', 'b', '乙'), field('count', 'a', '甲')]
    expect(JSON.stringify(parse(fields, { b: 1, a: 2 }))).toBe(JSON.stringify(parse(fields, { a: 2, b: 1 })))
  })
})

describe('a sum', () => {
  const fields = [
    field('count', 'onSite', '在校'),
    field('count', 'outside', '校外'),
    field('count', 'unreached', '失联', { required: false }),
  ]
  const rules: readonly EvidenceRule[] = [{ kind: 'sum', parts: ['onSite', 'outside', 'unreached'], equals: { roster: 'roster' } }]

  test('must be the roster: 700 at 莲坪', () => {
    expect(complaints(fields, { onSite: 500, outside: 198, unreached: 2 }, rules)).toEqual([])
    expect(complaints(fields, { onSite: 500, outside: 200 }, rules)).toEqual([])
  })

  test('that falls short, or is over, says by how much', () => {
    expect(complaints(fields, { onSite: 500, outside: 190, unreached: 2 }, rules)).toEqual([
      ':在校＋校外＋失联 合计 692，应等于在册总人数 700，少 8，请核对',
    ])
    expect(complaints(fields, { onSite: 500, outside: 201 }, rules)).toEqual([
      ':在校＋校外＋失联 合计 701，应等于在册总人数 700，多 1，请核对',
    ])
  })

  test('is only worked out once every figure is one', () => {
    expect(complaints(fields, { onSite: 'x', outside: 1 }, rules)).toEqual(['onSite:请填写 0 或正整数'])
  })

  test.each([
    ['boarders', 486],
    ['day', 143],
    ['staff', 71],
    ['students', 629],
    ['roster', 700],
  ] as const)('of the %s of 莲坪 is %i', (roster, total) => {
    const rule: EvidenceRule = { kind: 'sum', parts: ['n'], equals: { roster } }
    expect(complaints([field('count', 'n', '数')], { n: total }, [rule])).toEqual([])
    expect(complaints([field('count', 'n', '数')], { n: total - 1 }, [rule])).toHaveLength(1)
  })

  test('may have to equal another field', () => {
    const rule: EvidenceRule = { kind: 'sum', parts: ['onSite', 'outside'], equals: { field: 'unreached' } }
    expect(complaints(fields, { onSite: 1, outside: 2, unreached: 3 }, [rule])).toEqual([])
    expect(complaints(fields, { onSite: 1, outside: 2, unreached: 4 }, [rule])).toEqual([':在校＋校外 合计 3，应等于失联 4，少 1，请核对'])
  })
})

describe('the other rules', () => {
  const fields = [field('count', 'tested', '已检'), field('count', 'positive', '阳性'), field('text', 'names', '名单', { required: false })]
  const form = (positive: number, rule: EvidenceRule, names = ''): readonly string[] =>
    complaints(fields, { tested: 5, positive, names }, [rule])

  test('no more than another figure, or than the roster', () => {
    expect(form(5, { kind: 'atMost', field: 'positive', limit: { field: 'tested' } })).toEqual([])
    expect(form(6, { kind: 'atMost', field: 'positive', limit: { field: 'tested' } })).toEqual(['positive:不能大于已检（5）'])
    expect(form(72, { kind: 'atMost', field: 'positive', limit: { roster: 'staff' } })).toEqual(['positive:不能大于教职工人数（71）'])
  })

  test('no fewer than so many', () => {
    expect(form(1, { kind: 'atLeast', field: 'positive', least: 1 })).toEqual([])
    expect(form(0, { kind: 'atLeast', field: 'positive', least: 1 })).toEqual(['positive:至少为 1'])
  })

  test('nobody left', () => {
    expect(form(0, { kind: 'zero', field: 'positive' })).toEqual([])
    expect(form(1, { kind: 'zero', field: 'positive' })).toEqual(['positive:须清零后才能签字'])
  })

  test('required once there is somebody', () => {
    const rule: EvidenceRule = { kind: 'requiredWhen', field: 'names', when: 'positive' }
    expect(form(0, rule)).toEqual([])
    expect(form(1, rule)).toEqual(['names:请填写“名单”'])
    expect(form(1, rule, '一班')).toEqual([])
  })
})
