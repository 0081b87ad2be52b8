import type { Evidence } from '../machines/form.ts'
import type { Response } from '../src/core/response.ts'
import type { EventSent } from '../src/core/entry.ts'
import type { Declared } from '../src/core/declared.ts'
import { declaredIn } from '../src/core/declared.ts'
import type { Area, Declarations } from '../src/core/surroundings/area.ts'
import type { Database } from './connect.ts'
import { locksRows } from './dialect.ts'
import { prepared } from './prepared.ts'
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
 * The response level and the risk level that apply where a unit stands, in words. Of the bureaus above nothing else is told: a
 * school reads by what it has to go, and not how its bureau stands.
 */
export async function appliedIn(db: Database, { level, risk }: Area): Promise<Applied> {
  const [statedLevel, statedRisk] = await Promise.all([stated(db, level?.name, level?.level), stated(db, risk?.name, risk?.risk)])
  return { level: statedLevel, risk: statedRisk }
}

/** What these bureaus have declared, by code; `kept`: nobody declares anything else before the transaction ends. */
export async function loadDeclarations(
  db: Database,
  bureaus: readonly string[],
  { kept }: { readonly kept: boolean } = { kept: false },
): Promise<Declarations> {
  const rows =
    kept || bureaus.length > FEW
      ? await declaring(db, bureaus)
          .$if(kept && locksRows(db), (qb) => qb.forShare('response'))
          .execute()
      : await declaringNow(db, { bureaus })
  // The state column is written from a Response alone.
  return new Map(rows.map(({ code, name, state }) => [code, { name, ...declaredIn(JSON.parse(state) as Response) }]))
}

/** A page asks for the bureaus above one unit, a chunk of an order for those of hundreds. */
const FEW = 32

function declaring(db: Database, bureaus: readonly string[]) {
  return db
    .selectFrom('unit')
    .innerJoin('response', 'response.unit_id', 'unit.id')
    .select(['unit.code', 'unit.name', 'response.state'])
    .where('unit.code', 'in', bureaus)
    .where('response.playbook', '=', 'bureau')
    .where('response.mode', '=', 'actual')
    .orderBy('unit.path')
}

const declaringNow = prepared((db, { bureaus }: { readonly bureaus: readonly string[] }) => declaring(db, bureaus))

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
