import { parentPort, workerData } from 'node:worker_threads'
import elkjs from 'elkjs'
import type { ElkExtendedEdge, ElkNode } from 'elkjs'
import type { Box, Laid, Place, Point, Sketch } from '../views/sketch.ts'

// The thread of src/layout.ts: it is given sketches and tells where everything stands.

/** Compact, from top to bottom, and the main phases in the order of the playbook. */
const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.json.edgeCoords': 'ROOT',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.spacing.nodeNodeBetweenLayers': '18',
  'elk.layered.spacing.edgeNodeBetweenLayers': '9',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '8',
  'elk.spacing.nodeNode': '8',
  'elk.spacing.edgeNode': '7',
  'elk.spacing.edgeEdge': '7',
  'elk.spacing.edgeLabel': '0',
  'elk.padding': '[top=4,left=4,bottom=4,right=4]',
}

// Written by src/layout.ts.
const sketches = workerData as readonly Sketch[]
const elk = new elkjs.default()
const laid: Laid[] = []
for (const sketch of sketches) laid.push(await layOut(sketch))
parentPort?.postMessage(laid)

async function layOut({ boxes, arrows }: Sketch): Promise<Laid> {
  const graph: ElkNode = {
    id: 'picture',
    layoutOptions: OPTIONS,
    children: boxes.filter(({ parent }) => parent === null).map((box) => nodeOf(box, boxes)),
    edges: arrows.map(edgeOf),
  }
  const { width = 0, height = 0, children = [], edges = [] } = await elk.layout(graph)
  return {
    width,
    height,
    boxes: children.flatMap((child) => placesOf(child, { x: 0, y: 0 })),
    arrows: arrows.map(({ number, back }, index) => lineOf(number, back, edges[index])),
  }
}

function nodeOf(box: Box, boxes: readonly Box[]): ElkNode {
  const { id, leaf, width, height } = box
  if (leaf) return { id, width, height }
  return {
    id,
    // Above the children stands the title.
    layoutOptions: {
      'elk.padding': `[top=${height + 4},left=8,bottom=8,right=8]`,
      'elk.nodeSize.constraints': 'MINIMUM_SIZE',
      'elk.nodeSize.minimum': `(${width},${height})`,
    },
    children: boxes.filter(({ parent }) => parent === id).map((child) => nodeOf(child, boxes)),
  }
}

/** What leads up is handed over turned round, so that nothing but the order of the playbook decides what stands above. */
function edgeOf({ number, from, to, back, width, height }: Sketch['arrows'][number]): ElkExtendedEdge {
  const label = { text: String(number), width, height, layoutOptions: { 'elk.edgeLabels.inline': 'true' } }
  return { id: `arrow ${number}`, sources: [back ? to : from], targets: [back ? from : to], labels: [label] }
}

function placesOf({ id, children = [], ...node }: ElkNode, around: Point): Laid['boxes'] {
  const place = placeOf(node)
  const here = { ...place, x: around.x + place.x, y: around.y + place.y }
  return [{ id, ...here }, ...children.flatMap((child) => placesOf(child, here))]
}

function lineOf(number: number, back: boolean, edge: ElkExtendedEdge | undefined): Laid['arrows'][number] {
  const points = (edge?.sections ?? []).flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint])
  const placed = points.map(({ x, y }) => ({ x, y }))
  return { number, points: back ? placed.toReversed() : placed, label: placeOf(edge?.labels?.[0] ?? {}) }
}

function placeOf({ x = 0, y = 0, width = 0, height = 0 }: Partial<Place>): Place {
  return { x, y, width, height }
}
