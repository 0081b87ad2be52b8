import { insertEntries } from '../../db/append.ts'
import type { Database } from '../../db/connect.ts'
import type { JournalTable, OrderOutcomeTable, OrdersTable, ResponseTable, SignOffTable, UnitTable } from '../../db/schema.ts'
import { openDatabase } from '../databases.ts'

/** A province with two cities, two counties and five schools; names are invented. */
export const UNITS = [
  unit(1, '140000', null, 'province', '山西省'),
  unit(2, '140800', '140000/', 'city', '运城市'),
  unit(3, '140802', '140000/140800/', 'county', '盐湖区'),
  unit(4, '140821', '140000/140800/', 'county', '临猗县'),
  unit(5, '141000', '140000/', 'city', '临汾市'),
  unit(11, 'lianping', '140000/140800/140821/', 'junior', '莲坪镇初级中学', { boarders: 486, day: 143, staff: 71 }),
  unit(12, 'heyuan', '140000/140800/140821/', 'primary', '荷园_50%小学', { day: 300, staff: 20 }),
  unit(13, 'yanhu', '140000/140800/140802/', 'junior', '砚湖初级中学', { boarders: 402, day: 958, staff: 112 }),
  unit(14, 'shiyan', '140000/140800/', 'senior', '市实验中学', { boarders: 900, day: 80, staff: 90 }),
  unit(15, 'fenhe', '140000/141000/', 'senior', '汾河中学', { boarders: 500, staff: 50 }),
] as const

export const PROVINCE = seenFrom('140000')
export const CITY = seenFrom('140800')
export const COUNTY = seenFrom('140821')
export const OTHER_COUNTY = seenFrom('140802')
export const OTHER_CITY = seenFrom('141000')
export const PRINCIPAL = seenFrom('lianping')

const PEOPLE = [
  { id: 'p-county', username: 'county', name: '王指挥', role: 'commander', unit: '140821' },
  { id: 'p-city', username: 'city', name: '赵指挥', role: 'commander', unit: '140800' },
  { id: 'p-principal', username: 'principal', name: '张校长', role: 'principal', unit: 'lianping' },
  { id: 'p-doctor', username: null, name: '李校医', role: 'staff', unit: 'lianping' },
]

export const DAY = '2026-03-07'
export const NIGHT = '2026-03-06T14:00:00.000Z'

/** A migrated database of its own with the cast in it, gone when the test is over. */
export async function openCast(): Promise<Database> {
  const { writer } = await openDatabase()
  await writer.insertInto('unit').values(UNITS).execute()
  await writer
    .insertInto('person')
    .values(PEOPLE.map((person) => ({ ...person, posts: '[]', active: 1, seq: 1 })))
    .execute()
  return writer
}

/** A school in term, and everything signed. */
export async function addResponse(db: Database, code: string, more: Partial<ResponseTable> = {}): Promise<void> {
  const unit_id = idOf(code)
  const { mode = 'actual' } = more
  await db
    .insertInto('response')
    .values({
      id: unit_id * 10 + (mode === 'actual' ? 0 : 1),
      unit_id,
      playbook: 'epidemic',
      mode,
      version: 1,
      state: '{}',
      phase: 'normal.inTerm',
      teaching: 'onsite',
      since: NIGHT,
      revision: 1,
      visits: ',1,2,',
      total: 4,
      done: 4,
      overdue: 0,
      awaiting: 0,
      awaiting_overdue: 0,
      open_cases: 0,
      provisional: 0,
      next_due_at: null,
      next_wake_at: null,
      cause_seq: 1,
      cause_order: null,
      ...more,
    })
    .execute()
}

/** An entry of a school, or with null one that belongs to none. */
export async function addEntry(
  db: Database,
  seq: number,
  code: string | null,
  body: object,
  more: Partial<JournalTable> = {},
): Promise<void> {
  const type = 'type' in body ? String(body.type) : 'event.sent'
  const row = { playbook: 'epidemic', mode: 'actual', actor: 'p-principal', post: 'principal', stands_in_for: null, at: NIGHT }
  await insertEntries(db, [{ seq, unit_id: code === null ? null : idOf(code), type, ...row, body: JSON.stringify(body), ...more }])
}

export async function addText(db: Database, seq: number, field: string, text: string | null): Promise<void> {
  await db.insertInto('private_text').values({ seq, field, salt: '00', text }).execute()
}

/** A complete signature on a task, by the doctor. */
export async function addSignOff(db: Database, seq: number, code: string, task: string, more: Partial<SignOffTable> = {}): Promise<void> {
  const signature = { statement: 'done', evidence: '{}', actor: 'p-doctor', post: 'doctor', stand_in: 0, at: NIGHT, late: 0, complete: 1 }
  await db
    .insertInto('sign_off')
    .values({
      seq,
      unit_id: idOf(code),
      playbook: 'epidemic',
      mode: 'actual',
      task,
      visit: 1,
      occurrence: null,
      ...signature,
      withdrawn_by: null,
      ...more,
    })
    .execute()
}

/** A settled order of the county, with its entry. */
export async function addOrder(db: Database, id: number, more: Partial<OrdersTable> = {}): Promise<void> {
  const row: OrdersTable = {
    id,
    playbook: 'epidemic',
    mode: 'actual',
    event: 'ORDER_LOCKDOWN',
    facts: '{}',
    scope: '{"region":"140821"}',
    issued_by: 'p-county',
    issued_at: NIGHT,
    unit: '140821',
    status: 'settled',
    cursor: '',
    expected: 2,
    changed: 1,
    unchanged: 0,
    refused: 1,
    settled_at: NIGHT,
    ...more,
  }
  await db.insertInto('orders').values(row).execute()
  const { event, issued_by: actor, playbook, mode } = row
  const scope: unknown = JSON.parse(row.scope)
  await addEntry(
    db,
    id,
    null,
    { event, facts: {}, mode, order: id, playbook, scope, type: 'order.issued', v: 1 },
    { actor, post: 'commander' },
  )
}

export async function addOutcome(
  db: Database,
  order: number,
  code: string,
  seq: number,
  more: Partial<OrderOutcomeTable> = {},
): Promise<void> {
  const row = { order_id: order, unit_id: idOf(code), result: 'changed', refusal: null, missing: '[]', seq }
  await db
    .insertInto('order_outcome')
    .values({ ...row, ...more })
    .execute()
}

function unit(id: number, code: string, above: string | null, kind: string, name: string, roster: Partial<UnitTable> = {}): UnitTable {
  const parent = above === null ? null : (above.split('/').at(-2) ?? null)
  const path = `${above ?? ''}${code}/`
  return { id, code, parent, kind, name, path, levels: '', boarders: 0, day: 0, staff: 0, hospital: '', seq: id, ...roster }
}

function seenFrom(code: string): { readonly path: string } {
  const found = UNITS.find((one) => one.code === code)
  if (found === undefined) throw new Error(`no unit ${code} in the cast`)
  return { path: found.path }
}

function idOf(code: string): number {
  return UNITS.find((one) => one.code === code)?.id ?? 0
}
