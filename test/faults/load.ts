import type { Unit } from '../../src/core/unit.ts'
import { filledIn, taskOf } from '../world.ts'
import { isDone, read, type Act, type Told } from './client.ts'
import type { Memory } from './memory.ts'
import { COUNTY, principalOf, type Town } from './town.ts'

/** A task that somebody can sign now. */
export interface OpenTask {
  readonly id: string
  readonly visit: number
  readonly occurrence: string | null
}

interface ChecklistItem extends OpenTask {
  readonly state: string
  readonly signers: readonly { readonly level: string }[]
  readonly signOffs: readonly { readonly seq: number }[]
}

/** One of the devices at which the head of a school is signed in; each signs tasks of its own. */
export interface Client {
  readonly school: Unit
  readonly who: string
  /** In all keys of this client. */
  readonly name: string
  readonly tasks: readonly OpenTask[]
}

/** `each` clients at every school with an account, with the tasks that are open there now. */
export async function clientsOf(town: Town, address: string, round: string, each: number): Promise<readonly Client[]> {
  const clients = await Promise.all(
    town.manned.map(async (school) => {
      const who = principalOf(school)
      const items = await openTasks(address, town.cookies.get(who) ?? '', school)
      return Array.from({ length: each }, (_, index): Client => {
        const tasks = items.filter((_item, position) => position % each === index)
        return { school, who, name: `${round}.${school.code}.${index}`, tasks }
      })
    }),
  )
  return clients.flat()
}

async function openTasks(address: string, cookie: string, school: Unit): Promise<readonly OpenTask[]> {
  const { tasks } = await read<{ readonly tasks: readonly ChecklistItem[] }>(address, cookie, `/units/${school.code}/checklist`)
  return tasks.filter(
    ({ state, signers, signOffs }) =>
      (state === 'open' || state === 'overdue') && signOffs.length === 0 && signers.some(({ level }) => level === 'school'),
  )
}

/** Signs its tasks one after the other and withdraws every second signature, until the server answers no more. */
export async function signAndWithdraw(memory: Memory, address: string, client: Client, most = Infinity): Promise<void> {
  let sent = 0
  for (let time = 0; sent < most; time += 1) {
    const task = client.tasks[time % client.tasks.length]
    if (task === undefined || time >= MOST_TIMES) return
    const signed = await sign(memory, address, client, task, `${client.name}.${time}`)
    if (signed === null) return
    sent += 1
    if (!isDone(signed) || time % 2 === 0) continue
    const { seq } = JSON.parse(signed.body) as { readonly seq: number } // As the API documents it.
    if ((await withdraw(memory, address, client, seq, `${client.name}.${time}w`)) === null) return
    sent += 1
  }
}

/** A bound for clients whose server is never killed. */
const MOST_TIMES = 2_000

export function sign(memory: Memory, address: string, client: Client, task: OpenTask, key: string): Promise<Told | null> {
  return memory.send(address, signAct(client, task, key))
}

export function signAct({ school, who }: Client, { id, visit, occurrence }: OpenTask, key: string): Act {
  const evidence = filledIn(taskOf(id), school)
  const body = { playbook: 'epidemic', task: id, visit, occurrence, statement: 'done', evidence, note: key }
  return { key, who, path: `/units/${school.code}/sign-offs`, body }
}

export function withdraw(memory: Memory, address: string, { school, who }: Client, seq: number, key: string): Promise<Told | null> {
  return memory.send(address, { key, who, path: `/units/${school.code}/sign-offs/${seq}/withdrawal`, body: { reason: key } })
}

/** The county's order to all its schools. */
export function orderAll(memory: Memory, address: string, event: string, key: string): Promise<Told | null> {
  return memory.send(address, orderAct(event, key))
}

export function orderAct(event: string, key: string): Act {
  const body = { playbook: 'epidemic', event, scope: { region: COUNTY }, reason: key }
  return { key, who: 'county', path: '/orders', body }
}

/** Moves the town's clock; what falls due is recorded before the answer. */
export async function moveClock(town: Town, address: string, to: string): Promise<void> {
  const headers = { cookie: town.cookies.get('county') ?? '', origin: address, 'content-type': 'application/json' }
  const body = JSON.stringify({ to })
  await fetch(`${address}/api/v1/clock`, { method: 'POST', headers, body }).then((answer) => answer.text())
}
