import type { Place } from '../../../db/connect.ts'
import { connect } from '../../../db/connect.ts'
import type { Actor } from '../../../src/core/actor.ts'
import { systemClock } from '../../../src/engine/clock.ts'
import { startEngine } from '../../../src/engine/start.ts'
import { countyCommander, filledIn, LINYI, taskOf, TIME_ZONE } from '../../world.ts'
import type { Message } from './night.ts'
import { PRINCIPALS, SCHOOLS } from './night.ts'

// The engine in a process of its own, to be killed: it gives an order to the whole county while the principals sign,
// withdraw and sign again, and tells its parent of everything as soon as it was told so itself.

const [place = '', round = '', event = ''] = process.argv.slice(2)
// Written by the parent from a Place.
const connections = await connect(JSON.parse(place) as Place)
const engine = await startEngine({ connections, clock: systemClock(), timeZone: TIME_ZONE })
tell({ kind: 'running' })
void order()
for (const principal of PRINCIPALS) void signAgainAndAgain(principal)

async function order(): Promise<void> {
  const key = `order-${round}`
  const scope = { region: LINYI.code }
  const answer = await engine.issueOrder(
    { actor: countyCommander, playbook: 'epidemic', mode: 'actual', event, facts: {}, scope, reason: '县指挥部令', document: '' },
    key,
  )
  if ('id' in answer) tell({ kind: 'ordered', id: answer.id, key })
}

async function signAgainAndAgain(actor: Actor): Promise<void> {
  const unit = SCHOOLS.find(({ code }) => code === actor.unit)
  const situation = await engine.situationOf(actor, actor.unit, 'epidemic', 'actual')
  const visit = situation?.response.visits['control.lockdown']?.seq
  if (unit === undefined || visit === undefined) return
  const base = { actor, unit: actor.unit, playbook: 'epidemic', mode: 'actual' }
  const evidence = filledIn(taskOf('L-03'), unit)
  for (let time = 0; ; time += 1) {
    const signed = {
      key: `${round} ${time} sign`,
      command: {
        kind: 'signOff',
        ...base,
        task: 'L-03',
        visit,
        occurrence: 'first',
        statement: 'done',
        evidence,
        note: '',
        signedAt: null,
      },
    } as const
    const first = await engine.execute(signed.command, signed.key)
    if ('seq' in first) tell({ kind: 'done', ...signed, answer: first })
    const signOff = 'seq' in first ? first.seq : standing(await engine.situationOf(actor, actor.unit, 'epidemic', 'actual'), visit)
    const withdrawn = { key: `${round} ${time} withdraw`, command: { kind: 'withdrawal', ...base, signOff, reason: '重新清点' } } as const
    const second = await engine.execute(withdrawn.command, withdrawn.key)
    if ('seq' in second) tell({ kind: 'done', ...withdrawn, answer: second })
  }
}

/** The signature that the process before this one left. */
function standing(situation: Awaited<ReturnType<typeof engine.situationOf>>, visit: number): number {
  return situation?.response.marks[`L-03@${visit}#first`]?.signatures[0]?.seq ?? 0
}

function tell(message: Message): void {
  process.send?.(message)
}
