import type { Playbook } from '../machines/playbook.ts'
import type { Lifecycle } from '../src/core/lifecycle.ts'
import { ORIGIN } from '../src/core/lifecycle.ts'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { eventTitles } from './lifecycle-names.ts'

/** `narrow`: arrows carry numbers and the picture fits a telephone. `wide`: they carry the names of their events. */
export type Shape = 'narrow' | 'wide'
export const SHAPES = ['narrow', 'wide'] as const

/** What a picture consists of and how large each part is, in px; where it stands is for the layout to say. */
export interface Sketch {
  readonly boxes: readonly Box[]
  readonly arrows: readonly Arrow[]
}

export interface Box extends Size {
  readonly id: string
  /** Id of the box around it; null at the top. */
  readonly parent: string | null
  readonly leaf: boolean
  readonly lines: readonly string[]
}

export interface Arrow extends Size {
  readonly number: number
  readonly from: string
  readonly to: string
  /** Leads up, against the order of the playbook. */
  readonly back: boolean
  readonly lines: readonly string[]
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** A sketch with its places. Every coordinate is counted from the upper left corner of the picture. */
export interface Laid extends Size {
  readonly boxes: readonly (Place & { readonly id: string })[]
  /** The line from its beginning to its point, and where its label stands. */
  readonly arrows: readonly { readonly number: number; readonly points: readonly Point[]; readonly label: Place }[]
}

export interface Point {
  readonly x: number
  readonly y: number
}
export type Place = Point & Size

/** Height of a line of text, and how large its letters are. */
export const LINE = 18
export const TITLE_EM = 14
export const LABEL_EM = 13
const NUMBER: Size = { width: 20, height: 18 }
/** Between a text and the border of its box. */
export const INSET = 7
export const MARK_EM = 12
/** A telephone has little width, and paper little height. */
const TITLE_LONGEST: Readonly<Record<Shape, number>> = { narrow: 6 * TITLE_EM, wide: 9 * TITLE_EM }
const LABEL_LONGEST = 11 * LABEL_EM

/** Sizes of everything in the picture of a lifecycle. Pure. */
export function sketchOf(page: Pick<Page, 'lang' | 'words'>, playbook: Playbook, lifecycle: Lifecycle, shape: Shape): Sketch {
  const marks = page.words.lifecycle
  const room = Math.max(...[marks.now, marks.suspended, marks.passed].map((mark) => textWidth(mark, MARK_EM))) + INSET
  const longest = TITLE_LONGEST[shape]
  const nodes = lifecycle.nodes.map(({ path, parent, leaf, title }) => box(path, parent, leaf, wrapped(say(page, title), longest), room))
  const leadsBack = lifecycle.edges.some(({ to }) => to === ORIGIN)
  const boxes = leadsBack ? [...nodes, box(ORIGIN, null, true, wrapped(marks.origin, longest), 0)] : nodes
  const order = new Map(boxes.map(({ id }, index) => [id, index]))
  return {
    boxes,
    arrows: lifecycle.edges.map(({ number, from, to, events }) => ({
      number,
      from,
      to,
      back: (order.get(to) ?? 0) < (order.get(from) ?? 0),
      ...labelOf(shape, number, eventTitles(page, playbook, events)),
    })),
  }
}

function box(id: string, parent: string | null, leaf: boolean, lines: readonly string[], room: number): Box {
  const width = Math.max(...lines.map((line) => textWidth(line, TITLE_EM))) + 2 * INSET + (leaf ? room : 0)
  return { id, parent, leaf, lines, width, height: lines.length * LINE + INSET }
}

function labelOf(shape: Shape, number: number, titles: readonly string[]): Size & { readonly lines: readonly string[] } {
  if (shape === 'narrow') return { lines: [String(number)], ...NUMBER }
  const each = titles.map((title) => wrapped(title, LABEL_LONGEST))
  // Where one name takes several lines, a dot shows where the next begins.
  const dotted = titles.length > 1 && each.some(({ length }) => length > 1)
  const lines = each.flatMap((name) => name.map((line, index) => (dotted && index === 0 ? `· ${line}` : line)))
  return { lines, width: Math.max(...lines.map((line) => textWidth(line, LABEL_EM))) + 6, height: lines.length * LINE }
}

/** Chinese characters are one em wide; of the others the wide ones make up for the narrow. */
export function textWidth(text: string, em: number): number {
  return em * Array.from(text, (letter) => (/[\u2e80-\uffef]/.test(letter) ? 1 : 0.58)).reduce((sum, width) => sum + width, 0)
}

/** Words that do not fit into one line go into as many as it takes; Chinese titles are short. */
function wrapped(text: string, longest: number): readonly string[] {
  return text.split(' ').reduce<readonly string[]>((lines, word) => {
    const last = lines.at(-1)
    if (last === undefined) return [word]
    const longer = `${last} ${word}`
    return textWidth(longer, TITLE_EM) <= longest ? [...lines.slice(0, -1), longer] : [...lines, word]
  }, [])
}
