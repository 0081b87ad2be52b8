import type { Lifecycle } from '../src/core/lifecycle.ts'
import type { Standing } from '../src/core/way.ts'
import type { Page } from './page.ts'
import type { Arrow, Box, Laid, Place, Point, Shape, Sketch } from './sketch.ts'
import { INSET, LINE, MARK_EM, TITLE_EM, textWidth } from './sketch.ts'

/** A sketch with its places, ready to be drawn. */
export interface Drawing {
  readonly shape: Shape
  readonly sketch: Sketch
  readonly laid: Laid
}

export interface PictureProps {
  readonly page: Page
  readonly lifecycle: Lifecycle
  readonly drawing: Drawing
  /** What the picture says, for those who do not see it. */
  readonly says: string
  /** Where a school stands in it; null for the playbook itself. */
  readonly standing: Standing | null
}

/** The picture of a lifecycle. How everything looks is in the style sheet, so that it is right in the dark and on paper too. */
export function LifecyclePicture({ page, lifecycle, drawing, says, standing }: PictureProps) {
  const { sketch, laid, shape } = drawing
  const id = `picture-${lifecycle.region}-${shape}`
  const boxes = sketch.boxes.map((box) => ({ box, place: placeIn(laid, box.id) }))
  const arrows = sketch.arrows.map((arrow) => ({ arrow, line: laid.arrows.find(({ number }) => number === arrow.number) }))
  return (
    <svg
      class={`picture ${shape}`}
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${round(laid.width)} ${round(laid.height)}`}
      width={round(laid.width)}
      height={round(laid.height)}
      role="img"
      aria-labelledby={`${id}-title ${id}-says`}
    >
      <title id={`${id}-title`}>{page.words.lifecycle.regions[lifecycle.region]}</title>
      <desc id={`${id}-says`}>{says}</desc>
      {boxes.map(({ box, place }) => (box.leaf ? null : <Frame box={box} place={place} standing={standing} />))}
      {arrows.map(({ arrow, line }) => (line === undefined ? null : <Line arrow={arrow} points={line.points} standing={standing} />))}
      {boxes.map(({ box, place }) =>
        box.leaf ? <Leaf page={page} box={box} place={place} standing={standing} /> : <FrameTitle box={box} place={place} />,
      )}
      {arrows.map(({ arrow, line }) => (line === undefined ? null : <Label arrow={arrow} place={line.label} standing={standing} />))}
    </svg>
  )
}

interface BoxProps {
  readonly box: Box
  readonly place: Place
  readonly standing: Standing | null
}

function Frame({ box, place, standing }: BoxProps) {
  return <rect class={`frame${standing?.active.has(box.id) === true ? ' active' : ''}`} {...rectOf(place)} rx="4" />
}

/** Lines may run behind a title, so it brings its own ground. */
function FrameTitle({ box, place }: Omit<BoxProps, 'standing'>) {
  const width = Math.max(...box.lines.map((line) => textWidth(line, TITLE_EM)))
  return (
    <g class="frame-title">
      <rect {...rectOf({ x: place.x + INSET - 2, y: place.y + 3, width: width + 4, height: box.lines.length * LINE })} />
      <Lines lines={box.lines} x={place.x + INSET} y={place.y + LINE - 1} />
    </g>
  )
}

function Leaf({ page, box, place, standing }: BoxProps & { readonly page: Page }) {
  const kind = standing === null ? null : markOf(box.id, standing)
  const mark = kind === null ? '' : page.words.lifecycle[kind]
  const top = place.y + (place.height - box.lines.length * LINE) / 2 + LINE - 5
  const markWidth = textWidth(mark, MARK_EM) + 4
  return (
    <g class={`leaf ${kind ?? ''}`}>
      <rect class="box" {...rectOf(place)} rx="4" />
      {kind === null ? (
        <Lines lines={box.lines} x={place.x + place.width / 2} y={top} centred />
      ) : (
        <>
          <Lines lines={box.lines} x={place.x + INSET} y={top} />
          <rect
            class="mark"
            {...rectOf({
              x: place.x + place.width - markWidth - 3,
              y: place.y + (place.height - LINE) / 2,
              width: markWidth,
              height: LINE,
            })}
            rx="3"
          />
          <text class="mark" x={round(place.x + place.width - 3 - markWidth / 2)} y={round(place.y + place.height / 2 + 5)}>
            {mark}
          </text>
        </>
      )}
    </g>
  )
}

/** Where the school is, where it will return to, where it has been: the first of these that holds. */
export function markOf(node: string, { active, suspended, visited }: Standing): 'now' | 'suspended' | 'passed' | null {
  if (active.has(node)) return 'now'
  return suspended.has(node) ? 'suspended' : visited.has(node) ? 'passed' : null
}

interface ArrowProps {
  readonly arrow: Arrow
  readonly standing: Standing | null
}

function Line({ arrow, points, standing }: ArrowProps & { readonly points: readonly Point[] }) {
  return (
    <g class={`arrow${waysOf(arrow, standing)}`}>
      <polyline points={listed(points)} />
      <polygon points={listed(headOf(points))} />
    </g>
  )
}

function Label({ arrow, place, standing }: ArrowProps & { readonly place: Place }) {
  const { lines } = arrow
  return (
    <g class={`label${waysOf(arrow, standing)}`}>
      <rect {...rectOf(place)} rx="3" />
      <Lines lines={lines} x={place.x + place.width / 2} y={place.y + LINE - 5} centred />
    </g>
  )
}

/** Taken already, or open now. */
function waysOf({ number }: Arrow, standing: Standing | null): string {
  if (standing === null) return ''
  return `${standing.taken.has(number) ? ' taken' : ''}${standing.open.has(number) ? ' open' : ''}`
}

interface LinesProps {
  readonly lines: readonly string[]
  readonly x: number
  /** Where the first line stands. */
  readonly y: number
  readonly centred?: boolean
}

function Lines({ lines, x, y, centred = false }: LinesProps) {
  return (
    <>
      {lines.map((line, index) => (
        <text {...(centred && { class: 'centred' })} x={round(x)} y={round(y + index * LINE)}>
          {line}
        </text>
      ))}
    </>
  )
}

/** The three corners of the point of an arrow. */
function headOf(points: readonly Point[]): readonly Point[] {
  const [before, end] = points.slice(-2)
  if (before === undefined || end === undefined) return []
  const length = Math.hypot(end.x - before.x, end.y - before.y) || 1
  const along = { x: (end.x - before.x) / length, y: (end.y - before.y) / length }
  const corner = (side: number): Point => ({ x: end.x - 7 * along.x - side * along.y, y: end.y - 7 * along.y + side * along.x })
  return [end, corner(4), corner(-4)]
}

function placeIn({ boxes }: Laid, id: string): Place {
  const place = boxes.find((box) => box.id === id)
  if (place === undefined) throw new Error(`${id} has no place in the picture`)
  return place
}

function rectOf({ x, y, width, height }: Place): Readonly<Record<keyof Place, number>> {
  return { x: round(x), y: round(y), width: round(width), height: round(height) }
}

function listed(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ')
}

/** Tenths of a pixel are exact enough, and short. */
function round(value: number): number {
  return Math.round(value * 10) / 10
}
