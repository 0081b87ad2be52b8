import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { REGISTERED } from '../machines/registry.ts'
import { lifecycleOf, REGIONS } from '../src/core/lifecycle.ts'
import { layOut } from '../src/layout.ts'
import type { Laid, Place, Sketch } from '../views/sketch.ts'
import { LABEL_EM, SHAPES, sketchOf } from '../views/sketch.ts'
import { night, nightInEnglish } from './views/page.ts'

/** What a telephone of 360 px has left between its margins. */
const TELEPHONE = 328
const SMALLEST_LETTER = 12
/** Rounding of the layout. */
const HAIR = 0.01

interface Case {
  readonly name: string
  readonly sketch: Sketch
}

/** Every picture that the product can show. */
const CASES: readonly Case[] = REGISTERED.flatMap(({ playbook }) =>
  REGIONS.flatMap((region) => {
    const lifecycle = lifecycleOf(playbook, region)
    if (lifecycle === null) return []
    return [night, nightInEnglish].flatMap((page) =>
      SHAPES.map((shape) => ({
        name: `${playbook.name} v${playbook.version}, ${region}, ${shape}, ${page.lang}`,
        sketch: sketchOf(page, playbook, lifecycle, shape),
      })),
    )
  }),
)

describe.each(CASES)('the picture $name', ({ name, sketch }) => {
  let laid: Laid
  beforeAll(async () => {
    laid = (await laidOut()).get(name) ?? laid
  })

  test('has no two boxes and no two labels over each other, and everything inside', () => {
    expect(faultsOf(sketch, laid)).toEqual([])
  })
})

test.each(CASES.filter(({ name }) => name.includes('narrow')))('$name can be read on a telephone', async ({ name }) => {
  const width = (await laidOut()).get(name)?.width ?? Infinity
  // A hair less than 12 px in the widest of them, which is English.
  expect(LABEL_EM * Math.min(1, TELEPHONE / width)).toBeGreaterThanOrEqual(SMALLEST_LETTER - 0.2)
})

const laidOut = once(async () => {
  const laid = await layOut(CASES.map(({ sketch }) => sketch))
  return new Map(CASES.map(({ name }, index) => [name, laid[index]] as const))
})

/** A chart of a few phases, some of which have parts, with arrows anywhere between them. */
const anySketch: fc.Arbitrary<Sketch> = fc
  .array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 5 })
  .chain((parts): fc.Arbitrary<Sketch> => {
    const boxes = parts.flatMap((count, top) => [
      { id: `phase${top}`, parent: null, leaf: count === 0, lines: ['常态防控'], width: 80, height: 25 },
      ...Array.from({ length: count }, (_part, index) => ({
        id: `phase${top}.${index}`,
        parent: `phase${top}`,
        leaf: true,
        lines: ['在校教学'],
        width: 100,
        height: 25,
      })),
    ])
    const pairs = boxes.flatMap((from) =>
      boxes
        .filter((to) => from !== to && !to.id.startsWith(`${from.id}.`) && !from.id.startsWith(`${to.id}.`))
        .map((to) => [boxes.indexOf(from), boxes.indexOf(to)] as const),
    )
    if (pairs.length === 0) return fc.constant({ boxes, arrows: [] })
    const apart = fc.constantFrom(...pairs)
    return fc.array(apart, { maxLength: 12 }).map((ends) => ({
      boxes,
      arrows: ends.map(([from, to], index) => ({
        number: index + 1,
        from: boxes[from]?.id ?? '',
        to: boxes[to]?.id ?? '',
        back: to < from,
        lines: ['下达封控处置'],
        width: 80,
        height: 18,
      })),
    }))
  })

test('whatever the chart, nothing lies over anything else, and every arrow leads from its box to its box', async () => {
  const sketches = fc.sample(anySketch, { numRuns: 40, seed: 6_3_2022 })
  const laid = await layOut(sketches)
  const faults = sketches.flatMap((sketch, index) => faultsOf(sketch, laid[index] ?? { width: 0, height: 0, boxes: [], arrows: [] }))
  expect(faults).toEqual([])
})

test('the same sketch is laid out in the same way, so that a picture never changes from one start to the next', async () => {
  const [one] = CASES
  if (one === undefined) throw new Error('there is nothing to draw')
  expect(await layOut([one.sketch])).toEqual(await layOut([one.sketch]))
})

test('a sketch that cannot be laid out fails whoever asked, and nobody waits for ever', async () => {
  const lost = { number: 1, from: 'nowhere', to: 'nowhere', back: false, lines: [], width: 1, height: 1 }
  await expect(layOut([{ boxes: [], arrows: [lost] }])).rejects.toThrow(/nowhere/)
})

function faultsOf(sketch: Sketch, laid: Laid): readonly string[] {
  const places = new Map(laid.boxes.map((box) => [box.id, box]))
  const boxes = sketch.boxes.map((box) => ({ ...box, ...(places.get(box.id) ?? { x: NaN, y: NaN, width: NaN, height: NaN }) }))
  const leaves = boxes.filter(({ leaf }) => leaf).map((box) => ({ id: box.id, place: box }))
  const tops = boxes.filter(({ parent }) => parent === null).map((box) => ({ id: box.id, place: box }))
  const labels = laid.arrows.map(({ number, label }) => ({ id: `label ${number}`, place: label }))
  const ends = sketch.arrows.flatMap(({ number, from, to }) => {
    const { points = [] } = laid.arrows.find((arrow) => arrow.number === number) ?? {}
    const [first, last] = [points.at(0), points.at(-1)]
    const touches = (box: Place | undefined, point: { x: number; y: number } | undefined): boolean =>
      box !== undefined && point !== undefined && isInside({ ...point, width: 0, height: 0 }, box)
    return touches(places.get(from), first) && touches(places.get(to), last) ? [] : [`arrow ${number} does not lead from ${from} to ${to}`]
  })
  return [
    ...overlaps(leaves),
    ...overlaps(tops),
    ...overlaps([...labels, ...leaves]),
    ...boxes
      .filter((box) => !(box.parent === null || isInside(box, places.get(box.parent) ?? box)))
      .map(({ id }) => `${id} sticks out of its box`),
    ...[...boxes.map((box) => ({ id: box.id, place: box })), ...labels]
      .filter(({ place }) => !isInside(place, { x: 0, y: 0, width: laid.width, height: laid.height }))
      .map(({ id }) => `${id} lies outside the picture`),
    ...ends,
  ]
}

function overlaps(all: readonly { readonly id: string; readonly place: Place }[]): readonly string[] {
  return all.flatMap(({ id, place }, index) =>
    all.slice(index + 1).flatMap((other) => (areApart(place, other.place) ? [] : [`${id} lies over ${other.id}`])),
  )
}

function areApart(a: Place, b: Place): boolean {
  return a.x + a.width <= b.x + HAIR || b.x + b.width <= a.x + HAIR || a.y + a.height <= b.y + HAIR || b.y + b.height <= a.y + HAIR
}

function isInside(inner: Place, outer: Place): boolean {
  return (
    inner.x >= outer.x - HAIR &&
    inner.y >= outer.y - HAIR &&
    inner.x + inner.width <= outer.x + outer.width + HAIR &&
    inner.y + inner.height <= outer.y + outer.height + HAIR
  )
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined
  return () => (done ??= work())
}
