import type { Playbook } from '../machines/playbook.ts'
import type { Edge, Lifecycle } from '../src/core/lifecycle.ts'
import { ORIGIN } from '../src/core/lifecycle.ts'
import type { Standing } from '../src/core/way.ts'
import { eventTitles, nodeName } from './lifecycle-names.ts'
import { markOf } from './lifecycle-picture.tsx'
import type { Page } from './page.ts'

export interface MovesProps {
  readonly page: Page
  readonly playbook: Playbook
  readonly lifecycle: Lifecycle
  readonly standing: Standing | null
}

/** Everything that the picture shows in words, and what it does not show: from each phase, by which event, to where. */
export function Moves(props: MovesProps) {
  const { page, lifecycle } = props
  const around = [...new Set(lifecycle.unmoving.map(({ from }) => from))].filter(
    (from) => !lifecycle.nodes.some(({ path }) => path === from),
  )
  return (
    <ul class="moves">
      {around.map((from) => (
        <MovesFrom {...props} from={from} name={page.words.lifecycle.everywhere} />
      ))}
      {lifecycle.nodes.map(({ path, leaf }) => {
        const name = nodeName(page, props.playbook, lifecycle, path)
        return <MovesFrom {...props} from={path} name={leaf ? name : page.words.lifecycle.within(name)} />
      })}
    </ul>
  )
}

/** The ways on from where the school stands. */
export function NextMoves({ standing, ...props }: MovesProps) {
  const { page, lifecycle } = props
  const open = lifecycle.edges.filter(({ number }) => standing?.open.has(number) === true)
  if (open.length === 0) return <p>{page.words.lifecycle.noNext}</p>
  return (
    <ul class="next">
      {open.map((edge) => (
        <EdgeRow {...props} standing={standing} edge={edge} />
      ))}
    </ul>
  )
}

function MovesFrom({ from, name, ...props }: MovesProps & { readonly from: string; readonly name: string }) {
  const { page, playbook, lifecycle, standing } = props
  const { words } = page
  const mark = standing === null || !isLeaf(lifecycle, from) ? null : markOf(from, standing)
  return (
    <li {...(mark === 'now' && { 'aria-current': 'step' as const })}>
      <strong>{name}</strong> {mark === null ? null : <span class={`tag ${TAGS[mark]}`}>{words.lifecycle[mark]}</span>}
      <ul>
        {lifecycle.edges
          .filter((edge) => edge.from === from)
          .map((edge) => (
            <EdgeRow {...props} edge={edge} />
          ))}
        {lifecycle.unmoving
          .filter((one) => one.from === from)
          .map(({ to, events }) => (
            <li>
              {words.shell.list(eventTitles(page, playbook, events))}
              {to === null ? words.lifecycle.stays : towards(props, from, to)}
            </li>
          ))}
      </ul>
    </li>
  )
}

const TAGS = { now: 'open', suspended: 'partly', passed: '' } as const

function isLeaf({ nodes }: Lifecycle, node: string): boolean {
  return nodes.some(({ path, leaf }) => leaf && path === node)
}

function EdgeRow({ edge, ...props }: MovesProps & { readonly edge: Edge }) {
  const { page, playbook } = props
  return (
    <li>
      <span class="number">{edge.number}</span> {page.words.shell.list(eventTitles(page, playbook, edge.events))} → {endOf(props, edge)}
    </li>
  )
}

function towards({ page, playbook, lifecycle }: MovesProps, from: string, to: string): string {
  const { again } = page.words.lifecycle
  // What leads from everywhere does not begin anew.
  const isAnew = lifecycle.nodes.some(({ path }) => path === from)
  return ` → ${nodeName(page, playbook, lifecycle, to)}${isAnew ? again : ''}`
}

/** To where it was: to the phase suspended last, if a school is looked at, or to any of those that can be suspended. */
function endOf({ page, playbook, lifecycle, standing }: MovesProps, { to, targets }: Edge): string {
  const { shell, lifecycle: words } = page.words
  if (to !== ORIGIN) return nodeName(page, playbook, lifecycle, to)
  const waiting = [...(standing?.suspended ?? [])].at(-1)
  const ends = waiting === undefined ? targets : [waiting]
  return words.origin + shell.colon + shell.list(ends.map((end) => nodeName(page, playbook, lifecycle, end)))
}
