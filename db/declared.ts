import type { Evidence } from '../machines/form.ts'
import type { Response } from '../src/core/response.ts'
import type { EventSent } from '../src/core/entry.ts'
import type { Declared, DeclaredHere } from '../src/core/declared.ts'
import { applied, declaredIn } from '../src/core/declared.ts'
import type { Database } from './connect.ts'
import { prepared } from './prepared.ts'
import type { Viewer } from './scope.ts'
import { findPlace } from './scope.ts'
import { textsOf } from './texts.ts'

/** A level that applies at a unit, with where and by whom it was declared. */
export interface AppliedDeclaration extends Declared {
  /** The bureau in whose area it holds. */
  readonly area: string
  /** The bureau whose commander declared it. */
  readonly by: string
  /** Empty while the number is to follow. */
  readonly document: string
  readonly facts: Evidence
}

export interface Applied {
  readonly level: AppliedDeclaration | null
  readonly risk: AppliedDeclaration | null
}

/**
 * The response level and the risk level that apply at a unit which the viewer may see. Of the bureaus above nothing else
 * is told: a school reads by what it has to go, and not how its bureau stands.
 */
export async function appliedAt(db: Database, viewer: Viewer, code: string): Promise<Applied> {
  const place = await findPlace(db, viewer, code)
  if (place === null) return { level: null, risk: null }
  const above = place.path.split('/').filter((one) => one !== '')
  const rows = await bureausAt(db, { codes: above })
  // The state column is written from a Response alone.
  const declared = rows.map(({ name, state }) => ({ name, ...declaredIn(JSON.parse(state) as Response) }))
  const { level, risk } = applied<DeclaredHere & { readonly name: string }>(declared)
  return { level: await stated(db, level?.name, level?.level), risk: await stated(db, risk?.name, risk?.risk) }
}

const bureausAt = prepared((db, { codes }: { readonly codes: readonly string[] }) =>
  db
    .selectFrom('unit')
    .innerJoin('response', 'response.unit_id', 'unit.id')
    .select(['unit.name', 'response.state'])
    .where('unit.code', 'in', codes)
    .where('response.playbook', '=', 'bureau')
    .where('response.mode', '=', 'actual')
    .orderBy('unit.path', 'desc'),
)

async function stated(db: Database, area: string | undefined, declared: Declared | null | undefined): Promise<AppliedDeclaration | null> {
  if (area === undefined || declared === undefined || declared === null) return null
  const entry = await db
    .selectFrom('journal')
    .leftJoin('person', 'person.id', 'journal.actor')
    .leftJoin('unit', 'unit.code', 'person.unit')
    .select(['journal.body', 'unit.name'])
    .where('journal.seq', '=', declared.seq)
    .executeTakeFirstOrThrow()
  // Only events enter a level, and bodies are written from typed entries alone.
  const { facts, order } = JSON.parse(entry.body) as EventSent
  const texts = (await textsOf(db, [order ?? declared.seq])).get(order ?? declared.seq)
  return { ...declared, area, by: entry.name ?? area, document: texts?.['document'] ?? '', facts }
}
