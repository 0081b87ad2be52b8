import type { Evidence } from '../machines/form.ts'
import type { Kind } from '../machines/vocabulary.ts'
import type { Response } from '../src/core/response.ts'
import type { EventSent } from '../src/core/entry.ts'
import type { Declared } from '../src/core/declared.ts'
import { declaredIn } from '../src/core/declared.ts'
import type { Declarations } from '../src/core/surroundings/area.ts'
import { areaCodes, areaOf } from '../src/core/surroundings/area.ts'
import type { Database } from './connect.ts'
import { locksRows } from './dialect.ts'
import type { Viewer } from './scope.ts'
import { withinSubtree } from './scope.ts'
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
  const unit = await db
    .selectFrom('unit')
    .select(['unit.code', 'unit.kind', 'unit.path'])
    .where('unit.code', '=', code)
    .where(withinSubtree('unit.path', viewer.path))
    .executeTakeFirst()
  if (unit === undefined) return { level: null, risk: null }
  // The kind column is written from a Unit alone.
  const place = { ...unit, kind: unit.kind as Kind }
  const { level, risk } = areaOf(place, await loadDeclarations(db, areaCodes(place)))
  return { level: await stated(db, level?.name, level?.level), risk: await stated(db, risk?.name, risk?.risk) }
}

/** What these bureaus have declared, by code; `kept`: nobody declares anything else before the transaction ends. */
export async function loadDeclarations(
  db: Database,
  bureaus: readonly string[],
  { kept }: { readonly kept: boolean } = { kept: false },
): Promise<Declarations> {
  const rows = await db
    .selectFrom('unit')
    .innerJoin('response', 'response.unit_id', 'unit.id')
    .select(['unit.code', 'unit.name', 'response.state'])
    .where('unit.code', 'in', bureaus)
    .where('response.playbook', '=', 'bureau')
    .where('response.mode', '=', 'actual')
    .orderBy('unit.path')
    .$if(kept && locksRows(db), (qb) => qb.forShare('response'))
    .execute()
  // The state column is written from a Response alone.
  return new Map(rows.map(({ code, name, state }) => [code, { name, ...declaredIn(JSON.parse(state) as Response) }]))
}

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
