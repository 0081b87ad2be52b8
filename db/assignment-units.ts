import type { ActorView } from './actor-view.ts'
import { describeActor } from './actor-view.ts'
import type { ReceiptState } from './assignment-view.ts'
import { inState, receiptSeen } from './assignment-view.ts'
import type { Database } from './connect.ts'
import type { Page, Paged } from './page.ts'
import { cut, startOf } from './page.ts'
import type { Viewer } from './scope.ts'

/** How one unit stands with an assignment, and who signed for it. */
export interface ReceiptView {
  readonly unit: { readonly code: string; readonly name: string; readonly path: string }
  readonly playbook: string
  /** `partly`: signed, and to be confirmed by a second person. */
  readonly state: ReceiptState | 'partly'
  readonly late: boolean
  readonly dueAt: string
  /** The signature that completed it, or the first where a second is missing. */
  readonly signed: { readonly seq: number; readonly by: ActorView; readonly post: string; readonly at: string } | null
}

/** The units that have the assignment and that the viewer may see, those that have not acted first, then in order of path. */
export async function listReceipts(
  db: Database,
  viewer: Viewer,
  id: number,
  { state, now }: { readonly state?: ReceiptState | undefined; readonly now: string },
  page: Page,
): Promise<Paged<ReceiptView>> {
  const [waiting, path = ''] = cursorOf(startOf(page))
  const rows = await select(db, viewer, id)
    .$if(state !== undefined, (qb) => qb.where(inState(state ?? 'open', now)))
    .where((eb) => {
      const acted = eb.or([eb('assignment_receipt.done', 'is not', null), eb('assignment_receipt.ended', 'is not', null)])
      if (waiting === '1') return eb.and([acted, eb('unit.path', '>', path)])
      return eb.or([acted, eb('unit.path', '>', path)])
    })
    .orderBy((eb) =>
      eb
        .case()
        .when(eb('assignment_receipt.done', 'is', null))
        .then(
          eb
            .case()
            .when(eb('assignment_receipt.ended', 'is', null))
            .then(0)
            .else(1)
            .end(),
        )
        .else(1)
        .end(),
    )
    .orderBy('unit.path')
    .limit(page.limit + 1)
    .execute()
  const { items, next } = cut(rows, page, (row) => `${hasActed(row) ? 1 : 0} ${row.path}`)
  return { items: items.map((row) => viewOf(row, now)), next }
}

/** `0 path` among those that have not acted, `1 path` among the others. */
function cursorOf(key: string): readonly [string, string?] {
  return key === '' ? ['0', ''] : [key.slice(0, 1), key.slice(2)]
}

function select(db: Database, viewer: Viewer, id: number) {
  return db
    .selectFrom('assignment_receipt')
    .innerJoin('assignment', 'assignment.id', 'assignment_receipt.assignment_id')
    .innerJoin('unit as giver', 'giver.code', 'assignment.unit')
    .innerJoin('unit', 'unit.id', 'assignment_receipt.unit_id')
    .leftJoin('sign_off', (join) =>
      join.on((eb) => eb('sign_off.seq', '=', eb.fn.coalesce('assignment_receipt.done', 'assignment_receipt.first_signed'))),
    )
    .leftJoin('person', 'person.id', 'sign_off.actor')
    .select(['unit.code', 'unit.name', 'unit.path', 'assignment_receipt.playbook', 'assignment_receipt.due_at'])
    .select(['assignment_receipt.first_signed', 'assignment_receipt.done', 'assignment_receipt.ended'])
    .select(['sign_off.seq', 'sign_off.actor', 'sign_off.post', 'sign_off.at', 'person.name as signer', 'person.username'])
    .where('assignment_receipt.assignment_id', '=', id)
    .where(receiptSeen(viewer))
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

function hasActed({ done, ended }: Row): boolean {
  return done !== null || ended !== null
}

function viewOf(row: Row, now: string): ReceiptView {
  const { seq, actor, post, at } = row
  const isSigned = seq !== null && actor !== null && post !== null && at !== null
  return {
    unit: { code: row.code, name: row.name, path: row.path },
    playbook: row.playbook,
    state: stateOf(row, now),
    late: isSigned && at >= row.due_at,
    dueAt: row.due_at,
    signed: isSigned ? { seq, by: describeActor(actor, row.signer, row.username), post, at } : null,
  }
}

function stateOf(row: Row, now: string): ReceiptView['state'] {
  if (row.done !== null) return 'done'
  if (row.ended !== null) return 'ended'
  if (row.due_at <= now) return 'overdue'
  return row.first_signed === null ? 'open' : 'partly'
}
