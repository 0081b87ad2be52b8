import type { EventDefinition, Playbook } from '../machines/playbook.ts'
import type { Kind } from '../machines/vocabulary.ts'
import { isSchoolKind } from '../machines/vocabulary.ts'
import { FACT, factInput, groundsAsked, Grounds } from './event.tsx'
import { Fields } from './fields.tsx'
import { Layout } from './layout.tsx'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { everyPhase } from './phases.ts'
import { Refused } from './refused.tsx'
import type { Sending } from './task-form.tsx'
import { Select } from './unit-list.tsx'
import type { Option } from './unit-list.tsx'

/** What the viewer may order in one playbook. */
export interface Orderable {
  readonly playbook: Playbook
  readonly events: readonly EventDefinition[]
}

export interface ChooseEventProps {
  readonly page: Page
  readonly choices: readonly Orderable[]
}

/** First step: what to order. All playbooks stand on one page, each under its name: on the night nobody chooses twice. */
export function ChooseEventPage({ page, choices }: ChooseEventProps) {
  const { words } = page
  return (
    <Layout page={page} title={words.order.title}>
      <p class="crumb">{words.order.step(1, 3)}</p>
      <h1>{words.order.chooseEvent}</h1>
      {choices.length === 0 ? <p>{words.order.notAllowed}</p> : null}
      {choices.length < 2 ? null : (
        <nav class="rounds" aria-label={words.shell.playbook}>
          <ul>
            {choices.map(({ playbook }) => (
              <li>
                <a href={`#${playbook.name}`}>{say(page, playbook.title)}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {choices.map((orderable) => (
        <Choices page={page} {...orderable} />
      ))}
    </Layout>
  )
}

function Choices({ page, playbook, events }: Orderable & { readonly page: Page }) {
  return (
    <section aria-labelledby={playbook.name}>
      <h2 id={playbook.name}>{say(page, playbook.title)}</h2>
      <ul class="events">
        {events.map((event) => (
          <li class={event.tone === 'urgent' ? 'urgent' : 'plain'}>
            <a href={`/orders/new?playbook=${playbook.name}&event=${event.type}`}>{say(page, event.title)}</a>
            <p class="hint">{say(page, event.consequence)}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

export interface ScopePageProps {
  readonly page: Page
  readonly playbook: Playbook
  readonly event: EventDefinition
  /** Code and name of every bureau in the viewer's charge, in order of path. */
  readonly regions: readonly Option[]
  readonly sending: Sending
}

/** Second step: for which schools, with what facts, and why. */
export function ScopePage({ page, playbook, event, regions, sending }: ScopePageProps) {
  const { words } = page
  return (
    <Layout page={page} title={`${words.order.title} - ${say(page, event.title)}`}>
      <p class="crumb">
        {words.order.step(2, 3)} <a href="/orders/new">{words.order.change}</a>
      </p>
      <h1>{say(page, event.title)}</h1>
      <p class="lead">{say(page, event.consequence)}</p>
      {sending.refusal === null ? null : (
        <Refused
          page={page}
          refusal={sending.refusal}
          run={null}
          inputOf={(field) => factInput(event, field)}
          fields={[...event.facts, ...groundsAsked(page)]}
        />
      )}
      <form method="post" action="/orders/new">
        <input type="hidden" name="playbook" value={playbook.name} />
        <input type="hidden" name="event" value={event.type} />
        <input type="hidden" name="step" value="preview" />
        <h2>{words.order.chooseScope}</h2>
        <ScopeQuestions page={page} playbook={playbook} kinds={event.kinds ?? playbook.kinds} regions={regions} sending={sending} />
        {event.facts.length === 0 ? null : <h2>{words.order.facts}</h2>}
        <Fields page={page} fields={event.facts} prefix={FACT} typed={sending.typed} errors={sending.refusal?.errors ?? []} />
        <Grounds page={page} event={event} sending={sending} />
        <button type="submit">{words.order.toPreview}</button>
      </form>
    </Layout>
  )
}

export interface ScopeQuestionsProps extends Omit<ScopePageProps, 'event'> {
  readonly kinds: readonly Kind[]
}

/** For which units: a region, kinds, phases, named ones. Everything holds together. */
export function ScopeQuestions({ page, playbook, kinds: asked, regions, sending }: ScopeQuestionsProps) {
  const { words } = page
  const { order } = words
  const typed = (name: string): readonly string[] => sending.typed[name] ?? []
  const kinds = asked.map((kind): Option => [kind, words.kinds[kind]])
  return (
    <>
      <div class="question">
        <Select name="region" label={order.region} chosen={typed('region')[0] ?? ''} options={regions} />
      </div>
      <Checkboxes legend={order.kinds} hint={order.kindsHint} name="kinds" options={kinds} chosen={typed('kinds')} />
      {playbook.kinds.some(isSchoolKind) ? <Boarding page={page} chosen={typed('boarding')[0] ?? ''} /> : null}
      <details {...(['phases', 'units', 'except'].some((name) => typed(name).some((value) => value !== '')) && { open: true })}>
        <summary>{order.narrow}</summary>
        <Checkboxes
          legend={order.phases}
          hint={order.phasesHint}
          name="phases"
          options={everyPhase(page, playbook).map(({ phase, title }): Option => [phase, title])}
          chosen={typed('phases')}
        />
        <Codes name="units" label={order.units} hint={order.unitsHint} value={typed('units')[0] ?? ''} />
        <Codes name="except" label={order.except} hint={order.exceptHint} value={typed('except')[0] ?? ''} />
      </details>
    </>
  )
}

function Boarding({ page, chosen }: { readonly page: Page; readonly chosen: string }) {
  const { order, board } = page.words
  return (
    <fieldset class="question">
      <legend>{order.boarding}</legend>
      {(
        [
          ['', order.anyBoarding],
          ['true', board.boards],
          ['false', board.dayOnly],
        ] as const
      ).map(([value, label]) => (
        <label class="option">
          <input type="radio" name="boarding" value={value} {...(chosen === value && { checked: true })} />
          {label}
        </label>
      ))}
    </fieldset>
  )
}

interface CheckboxesProps {
  readonly legend: string
  readonly hint: string
  readonly name: string
  readonly options: readonly Option[]
  readonly chosen: readonly string[]
}

function Checkboxes({ legend, hint, name, options, chosen }: CheckboxesProps) {
  return (
    <fieldset class="question" aria-describedby={`${name}-hint`}>
      <legend>{legend}</legend>
      <p class="hint" id={`${name}-hint`}>
        {hint}
      </p>
      <div class="options">
        {options.map(([value, label]) => (
          <label class="option">
            <input type="checkbox" name={name} value={value} {...(chosen.includes(value) && { checked: true })} />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Codes({
  name,
  label,
  hint,
  value,
}: {
  readonly name: string
  readonly label: string
  readonly hint: string
  readonly value: string
}) {
  return (
    <div class="question">
      <label for={name}>{label}</label>
      <p class="hint" id={`${name}-hint`}>
        {hint}
      </p>
      <textarea id={name} name={name} rows={2} aria-describedby={`${name}-hint`}>
        {value}
      </textarea>
    </div>
  )
}
