import { toCanonicalJson } from '../../db/append.ts'
import type { CommandRefused } from '../core/entry.ts'
import type { MovePlanned, MoveSettled } from '../core/versions/entry-bodies.ts'
import type { State, StoredEntry } from './replay.ts'

/** The row of a move, from its plan and its end. */
export function takeMove(state: State, { seq, at, actor, unit, unitId }: StoredEntry, body: MovePlanned | MoveSettled): void {
  if (body.type === 'move.settled') {
    const { move, moved, refused } = body
    state.moves.set(String(move), { ...state.moves.get(String(move)), status: 'settled', moved, refused, settled_at: at })
    return
  }
  state.moves.set(String(seq), {
    playbook: body.playbook,
    mode: body.mode,
    from_version: body.from,
    to_version: body.to,
    scope: toCanonicalJson(body.scope),
    planned_by: actor,
    planned_at: at,
    unit: state.units.get(unitId ?? -1)?.code ?? unit,
    status: 'running',
    moved: 0,
    refused: 0,
    settled_at: null,
  })
}

export function takeMoveRefusal(state: State, { move, refusal }: CommandRefused, unitId: number, seq: number): void {
  state.moveRefusals.set(`${move ?? ''} ${unitId}`, { refusal, seq })
}
