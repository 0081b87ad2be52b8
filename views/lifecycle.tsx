import type { Playbook } from '../machines/playbook.ts'
import type { Lifecycle } from '../src/core/lifecycle.ts'
import type { Situation } from '../src/core/situation.ts'
import type { Passage, Standing } from '../src/core/way.ts'
import { unitHref } from './addresses.ts'
import { standingIn } from '../src/core/way.ts'
import { eventName } from './describe-entry.ts'
import { Layout } from './layout.tsx'
import { Moves, NextMoves } from './lifecycle-moves.tsx'
import { nodeName } from './lifecycle-names.ts'
import { LifecyclePicture } from './lifecycle-picture.tsx'
import type { Drawing } from './lifecycle-picture.tsx'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { When } from './parts.tsx'
import { phaseTitle, teachingTitle } from './phases.ts'

/** One region of a playbook with its pictures, one for each shape. */
export interface Pictured {
  readonly lifecycle: Lifecycle
  readonly drawings: readonly Drawing[]
}

export interface LifecyclePageProps {
  readonly page: Page
  readonly situation: Situation
  readonly pictures: readonly Pictured[]
  readonly way: readonly Passage[]
}

/** `/units/:code/lifecycle`: the whole course of the playbook with the place of one school in it. */
export function LifecyclePage({ page, situation, pictures, way }: LifecyclePageProps) {
  const { unit, playbook, response } = situation
  const { lifecycle: words } = page.words
  const [first, ...others] = pictures.map((one) => ({ ...one, standing: standingIn(one.lifecycle, response, way) }))
  return (
    <Layout page={page} title={words.of(unit.name)} wide>
      <p class="crumb">
        <a href={unitHref(response)}>{words.back}</a>
      </p>
      <h1>{words.of(unit.name)}</h1>
      {first === undefined ? null : (
        <div id="lifecycle">
          <p class="lead">
            <strong>{words.standsIn(phaseTitle(page, playbook, response.phase))}</strong>
          </p>
          <Figure page={page} playbook={playbook} {...first} legend />
          <h2>{words.next}</h2>
          <NextMoves page={page} playbook={playbook} {...first} />
          <p class="hint">{words.conditions}</p>
        </div>
      )}
      <Way page={page} playbook={playbook} way={way} />
      {others.map((one) => (
        <>
          <h2>{words.regions[one.lifecycle.region]}</h2>
          <Figure page={page} playbook={playbook} {...one} legend={false} />
        </>
      ))}
      <h2>{words.moves}</h2>
      {[first, ...others].map((one) => (one === undefined ? null : <Moves page={page} playbook={playbook} {...one} />))}
    </Layout>
  )
}

/** The pictures of a playbook by themselves, each followed by everything that it shows in words. */
export function PlaybookLifecycles({
  page,
  playbook,
  pictures,
}: Omit<LifecyclePageProps, 'situation' | 'way'> & { readonly playbook: Playbook }) {
  const { lifecycle: words } = page.words
  return (
    <section aria-labelledby="lifecycle">
      <h2 id="lifecycle">{words.title}</h2>
      {pictures.map((one) => (
        <>
          <h3>{words.regions[one.lifecycle.region]}</h3>
          <Figure page={page} playbook={playbook} {...one} standing={null} legend={false} />
          <Moves page={page} playbook={playbook} {...one} standing={null} />
        </>
      ))}
      <p class="links">
        <a href={`/playbooks/${playbook.name}/machine.json`}>{words.machine}</a>
      </p>
    </section>
  )
}

interface FigureProps extends Pictured {
  readonly page: Page
  readonly playbook: Playbook
  readonly standing: Standing | null
  /** Whether it is said how to read the marks. */
  readonly legend: boolean
}

/** The pictures of both shapes; the style sheet shows the one that fits the screen or the paper. */
function Figure({ page, playbook, lifecycle, drawings, standing, legend }: FigureProps) {
  const { lifecycle: words } = page.words
  const says = saidOf(page, playbook, lifecycle, standing)
  return (
    <figure class="lifecycle">
      {drawings.map((drawing) => (
        <LifecyclePicture page={page} lifecycle={lifecycle} drawing={drawing} says={says} standing={standing} />
      ))}
      <figcaption class="hint">
        <span class="narrow">{words.numbers} </span>
        {legend ? words.legend : null}
      </figcaption>
    </figure>
  )
}

function saidOf(page: Page, playbook: Playbook, lifecycle: Lifecycle, standing: Standing | null): string {
  const { shell, lifecycle: words } = page.words
  const { nodes } = lifecycle
  const named = (paths: ReadonlySet<string>): string =>
    shell.list(nodes.filter(({ path, leaf }) => leaf && paths.has(path)).map(({ path }) => nodeName(page, playbook, lifecycle, path)))
  const all = words.drawn(shell.list(nodes.filter(({ leaf }) => leaf).map(({ title }) => say(page, title))))
  if (standing === null) return all
  const waiting = named(standing.suspended)
  return [words.standsIn(named(standing.active)), waiting === '' ? '' : words.waiting(waiting), all]
    .filter((part) => part !== '')
    .join(shell.comma)
}

/** The phases passed, with their times, each leading to its entry. */
function Way({ page, playbook, way }: { readonly page: Page; readonly playbook: Playbook; readonly way: readonly Passage[] }) {
  const { lifecycle: words } = page.words
  return (
    <section aria-labelledby="way">
      <h2 id="way">{words.way}</h2>
      <ol class="entries">
        {way.map(({ seq, at, event, to, teaching }) => (
          <li>
            <a href={`/journal/${seq}`}>
              {event === null ? words.opened : eventName(page, playbook.name, event)} → {phaseTitle(page, playbook, to)}
            </a>
            <p class="hint">
              <When page={page} at={at} /> {teachingTitle(page, playbook, teaching)}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
