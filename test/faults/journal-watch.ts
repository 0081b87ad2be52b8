import { readText } from './client.ts'

/** An entry as far as the witness looks into it. */
export interface SeenEntry {
  readonly seq: number
  readonly unit: string | null
  readonly type: string
  readonly at: string
  readonly body: {
    readonly task?: string
    readonly visit?: number
    readonly occurrence?: string | null
    readonly dueAt?: string
    readonly closedAt?: string
    readonly refusal?: string
    readonly order?: number | null
  }
  readonly texts: Readonly<Record<string, string | null>>
}

/** The journal as somebody sees it who keeps reading on: nothing that was once read may change. */
export interface JournalWatch {
  /** Reads what is new. Answers with what is wrong in it. */
  readonly readOn: (address: string, cookie: string) => Promise<readonly string[]>
  /** How many entries carry this key as their note or reason. */
  readonly effectsOf: (key: string) => number
  /** Refusals on record that do not belong to an order. */
  readonly refusals: () => number
  readonly deadlines: () => number
}

export function watchJournal(): JournalWatch {
  const effects = new Map<string, number>()
  const fallenDue = new Set<string>()
  let refusals = 0
  let last = 0

  const take = (entry: SeenEntry): readonly string[] => {
    const wrong = entry.seq > last ? [] : [`entry ${entry.seq} comes after ${last}`]
    last = entry.seq
    for (const key of [entry.texts['note'], entry.texts['reason']]) if (key) effects.set(key, (effects.get(key) ?? 0) + 1)
    if (entry.type === 'command.refused' && (entry.body.order ?? null) === null) refusals += 1
    return entry.type === 'deadline.passed' || entry.type === 'occurrence.missed' ? [...wrong, ...takeDeadline(entry)] : wrong
  }
  /** I6: once, and not early. */
  const takeDeadline = ({ seq, unit, type, at, body }: SeenEntry): readonly string[] => {
    const name = `${type} ${unit} ${body.task} ${body.visit} ${body.occurrence}`
    const twice = fallenDue.has(name) ? [`I6: entry ${seq} again: ${name}`] : []
    fallenDue.add(name)
    const due = body.dueAt ?? body.closedAt ?? ''
    return due <= at ? twice : [...twice, `I6: entry ${seq} came early, at ${at} instead of ${due}: ${name}`]
  }

  return {
    readOn: async (address, cookie) => {
      const text = await readText(address, cookie, `/journal?after=${last}&format=ndjson`)
      const lines = text.split('\n').filter((line) => line !== '')
      return lines.flatMap((line) => take(JSON.parse(line) as SeenEntry)) // As the API documents it.
    },
    effectsOf: (key) => effects.get(key) ?? 0,
    refusals: () => refusals,
    deadlines: () => fallenDue.size,
  }
}
