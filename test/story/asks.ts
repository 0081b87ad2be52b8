import type { Desk } from './desk.ts'
import { accepted } from './desk.ts'

export interface Situation {
  readonly units: number
  readonly people: number
  readonly byPhase: Readonly<Record<string, { readonly units: number; readonly people: number }>>
  readonly evidence: Readonly<Record<string, number>>
  readonly overdue: number
  readonly openCases: number
  readonly provisional: number
  readonly missingReports: readonly { readonly code: string; readonly name: string }[]
}

/** The figures of a region as they are now. */
export function situationOf(desk: Desk, region: string): Promise<Situation> {
  return accepted(desk.get(`/api/v1/regions/${region}/situation`))
}

export interface Entry {
  readonly seq: number
  readonly unit: string | null
  readonly type: string
  readonly actor: string
  readonly actorName: string | null
  readonly post: string | null
  readonly standsInFor: string | null
  readonly at: string
  readonly body: { readonly type: string; readonly [name: string]: unknown }
  readonly texts: Readonly<Record<string, string | null>>
}

/** Every entry that answers the question, in order, however many pages it takes. */
export async function journalOf(desk: Desk, query: Readonly<Record<string, string>>): Promise<readonly Entry[]> {
  return allPages<Entry>(desk, '/api/v1/journal', query)
}

export interface Outcome {
  readonly unit: string
  readonly name: string
  readonly result: string
  readonly refusal?: string
  readonly seq: number
}

/** What became of an order at every unit. */
export async function outcomesOf(desk: Desk, id: number): Promise<readonly Outcome[]> {
  return allPages<Outcome>(desk, `/api/v1/orders/${id}/outcomes`, {})
}

export interface UnitShown {
  readonly code: string
  readonly name: string
  readonly kind: string
  readonly responses: readonly {
    readonly playbook: string
    readonly phase: string
    readonly teaching: string
    readonly since: string
    readonly provisional: number
    readonly openCases: number
    readonly order: number | null
    readonly progress: { readonly total: number; readonly done: number; readonly overdue: number }
  }[]
}

/** Every unit that passes the filter. */
export async function unitsWhere(desk: Desk, query: Readonly<Record<string, string>>): Promise<readonly UnitShown[]> {
  return allPages<UnitShown>(desk, '/api/v1/units', query)
}

async function allPages<T>(desk: Desk, path: string, query: Readonly<Record<string, string>>): Promise<readonly T[]> {
  const found: T[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const asked = new URLSearchParams({ ...query, limit: '500', ...(cursor === '' ? {} : { cursor }) })
    const page: { readonly items: readonly T[]; readonly next: string | null } = await accepted(desk.get(`${path}?${asked}`))
    found.push(...page.items)
    cursor = page.next
  }
  return found
}

/** A unit has a response in every playbook for its kind; most stories are about this one. */
export function isEpidemic({ playbook }: { readonly playbook: string }): boolean {
  return playbook === 'epidemic'
}
