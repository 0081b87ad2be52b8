/** A whole number of a form that is to be found: at least `least`, at most `most`. */
export interface Unknown {
  readonly name: string
  readonly least: number
  readonly most: number
  /** Which end is tried first. */
  readonly wish: Wish
}

export type Wish = 'low' | 'high'

/** Terms added up, each with its sign, are equal to the total or at most the total. */
export interface Equation {
  readonly terms: readonly { readonly name: string; readonly factor: 1 | -1 }[]
  readonly relation: 'equal' | 'atMost'
  readonly total: number
}

/**
 * Whole numbers that satisfy all equations, or null. The search halves one range after another and narrows the others
 * each time, so it is complete but for its limit of steps, which no form that people could fill in comes near.
 */
export function solve(unknowns: readonly Unknown[], equations: readonly Equation[]): ReadonlyMap<string, number> | null {
  const ranges: Ranges = new Map(unknowns.map(({ name, least, most }) => [name, { least, most }]))
  const wishes = new Map(unknowns.map(({ name, wish }) => [name, wish]))
  const found = search({ equations, wishes, steps: { left: STEPS } }, ranges)
  return found === null ? null : new Map([...found].map(([name, { least }]) => [name, least]))
}

interface Range {
  readonly least: number
  readonly most: number
}
type Ranges = ReadonlyMap<string, Range>

interface Search {
  readonly equations: readonly Equation[]
  readonly wishes: ReadonlyMap<string, Wish>
  readonly steps: { left: number }
}

const STEPS = 5_000

function search(task: Search, ranges: Ranges): Ranges | null {
  task.steps.left -= 1
  if (task.steps.left < 0) return null
  const narrowed = narrow(task.equations, ranges)
  if (narrowed === null) return null
  const open = [...narrowed].find(([, { least, most }]) => least < most)
  if (open === undefined) return narrowed
  const [name, range] = open
  for (const part of parts(range, task.wishes.get(name) ?? 'low')) {
    const found = search(task, new Map([...narrowed, [name, part]]))
    if (found !== null) return found
  }
  return null
}

/** A number that stands for many: large enough for any threshold of a gate, small enough for any roster. */
const MANY = 20

/** The value wished for, then the rest in halves. */
function parts({ least, most }: Range, wish: Wish): readonly Range[] {
  const first = wish === 'low' ? least : Math.max(least, Math.min(most, MANY))
  const middle = Math.floor((first + most) / 2)
  const all = [
    { least: first, most: first },
    { least, most: first - 1 },
    { least: first + 1, most: middle },
    { least: Math.max(first, middle) + 1, most },
  ]
  return all.filter((part) => part.least <= part.most)
}

/** Cuts from every range what the equations rule out, until nothing more can be cut; null if a range is empty. */
function narrow(equations: readonly Equation[], ranges: Ranges): Ranges | null {
  let current = ranges
  for (;;) {
    const next = equations.reduce<Ranges | null>((known, equation) => (known === null ? null : narrowBy(equation, known)), current)
    if (next === null || same(next, current)) return next
    current = next
  }
}

function narrowBy(equation: Equation, ranges: Ranges): Ranges | null {
  const { terms, relation, total } = equation
  const lowest = sumOf(terms.map((term) => ends(term, ranges).low))
  const highest = sumOf(terms.map((term) => ends(term, ranges).high))
  if (lowest > total || (relation === 'equal' && highest < total)) return null
  const cut = new Map(ranges)
  for (const term of terms) {
    const { low, high } = ends(term, ranges)
    // What the others leave for this term.
    const most = total - (lowest - low)
    const least = relation === 'equal' ? total - (highest - high) : -Infinity
    const now = cut.get(term.name)
    if (now === undefined) continue
    const range =
      term.factor === 1
        ? { least: Math.max(now.least, least), most: Math.min(now.most, most) }
        : { least: Math.max(now.least, -most), most: Math.min(now.most, -least) }
    if (range.least > range.most) return null
    cut.set(term.name, range)
  }
  return cut
}

function ends({ name, factor }: Equation['terms'][number], ranges: Ranges): { readonly low: number; readonly high: number } {
  // What is not a number of the form counts as nothing, as it does when the form is checked.
  const { least, most } = ranges.get(name) ?? { least: 0, most: 0 }
  return factor === 1 ? { low: least, high: most } : { low: -most, high: -least }
}

function same(one: Ranges, other: Ranges): boolean {
  return [...one].every(([name, { least, most }]) => other.get(name)?.least === least && other.get(name)?.most === most)
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}
