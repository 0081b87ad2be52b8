import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attachmentsOf, findAttachment } from '../../db/attachment-view.ts'
import { backup } from '../../src/engine/backup.ts'
import { replay } from '../../src/engine/replay.ts'
import type { Actor } from '../../src/core/actor.ts'
import { isRefusal } from '../../src/core/refusal.ts'
import { DISGUISED, PHOTO, SCAN } from '../photos.ts'
import {
  auditor,
  countyCommander,
  doctor,
  dutyLeader,
  filledIn,
  headOfSecurity,
  LIANPING,
  local,
  NIGHT,
  otherPrincipal,
  taskForce,
  taskOf,
  TIME_ZONE,
  TINGLAN,
} from '../world.ts'
import type { TestCity } from './city.ts'
import { eventBy, foundCity, orderBy, settle, signature } from './city.ts'
import { newFolder, restoredDatabase } from './restored.ts'

let city: TestCity
let visit: number
let photo: string
let signedSeq: number
beforeAll(async () => {
  city = await foundCity()
  await settle(city, orderBy(countyCommander, 'ORDER_LOCKDOWN', { region: '140821' }), 'lockdown')
  visit = (await city.responseOf(LIANPING)).visits['control.lockdown']?.seq ?? 0
})
afterAll(() => city.close())

const upload = (actor: Actor, bytes: Buffer, unit = LIANPING.code, name = '东门.jpg') =>
  city.engine.attach({ actor, unit, files: [{ name, bytes }] }, null)

async function uploaded(actor: Actor, bytes: Buffer = PHOTO): Promise<string> {
  const answer = await upload(actor, bytes)
  if (isRefusal(answer)) throw new Error(answer.refusal)
  return answer[0]?.id ?? ''
}

const gates = (actor: Actor, gatePhotos: readonly string[], more: object = {}) =>
  signature(actor, 'L-02', visit, { evidence: { ...filledIn(taskOf('L-02'), LIANPING), gatePhotos, ...more } })

const refusalOf = (answer: object): string => ('refusal' in answer ? String(answer.refusal) : 'done')

describe('a file is taken', () => {
  test('by what it is, whatever it is called', async () => {
    expect(await upload(headOfSecurity, PHOTO, LIANPING.code, '..\\..\\page.html')).toMatchObject([
      { type: 'image/jpeg', size: PHOTO.length },
    ])
    expect(refusalOf(await upload(headOfSecurity, DISGUISED))).toBe('file_invalid')
    expect(refusalOf(await upload(headOfSecurity, Buffer.alloc(0)))).toBe('file_invalid')
  })

  test('from people of the unit and above who may sign, and from nobody else', async () => {
    expect(refusalOf(await upload(taskForce, SCAN))).toBe('done')
    expect(refusalOf(await upload(auditor, PHOTO))).toBe('not_your_role')
    expect(refusalOf(await upload(otherPrincipal, PHOTO))).toBe('unknown_unit')
    expect(refusalOf(await upload(headOfSecurity, PHOTO, 'nowhere'))).toBe('unknown_unit')
  })

  test('as long as not too many of theirs wait for a signature', async () => {
    const many = Array.from({ length: 31 }, () => ({ name: 'a.jpg', bytes: PHOTO }))
    const answer = await city.engine.attach({ actor: dutyLeader, unit: LIANPING.code, files: many }, null)
    expect(refusalOf(answer)).toBe('file_invalid')
  })
})

describe('a signature may name a file', () => {
  test('that is known, was uploaded by its signer for this unit, and suits the question', async () => {
    const foreign = await uploaded(dutyLeader)
    const scan = await uploaded(headOfSecurity, SCAN)
    for (const id of ['file-00000000000000000000000000000000', 'x', foreign, scan])
      expect(refusalOf(await city.engine.execute(gates(headOfSecurity, [id]), `wrong ${id}`))).toBe('evidence_invalid')
    const answer = await city.engine.attach({ actor: countyCommander, unit: TINGLAN.code, files: [{ name: 'a', bytes: PHOTO }] }, null)
    const elsewhere = isRefusal(answer) ? '' : (answer[0]?.id ?? '')
    expect(refusalOf(await city.engine.execute(gates(countyCommander, [elsewhere]), 'elsewhere'))).toBe('not_your_task')
  })

  test('up to as many as are asked for', async () => {
    const four = await Promise.all([1, 2, 3, 4].map(() => uploaded(headOfSecurity)))
    expect(await city.engine.execute(gates(headOfSecurity, four), 'four')).toMatchObject({
      refusal: 'evidence_invalid',
      errors: [{ field: 'gatePhotos', text: { zh: '最多 3 个文件' } }],
    })
  })

  test('and holds its salted digest, size and type, and nothing that says what it shows', async () => {
    photo = await uploaded(headOfSecurity)
    const answer = await city.engine.execute(gates(headOfSecurity, [photo]), 'gates')
    signedSeq = 'seq' in answer ? answer.seq : 0
    const body = (await city.entries()).find(({ seq }) => seq === signedSeq)?.body
    const { sha256 } = (await findAttachment(city.connections.reader, headOfSecurity, photo)) ?? { sha256: '' }
    expect(body).toMatchObject({
      files: { gatePhotos: [{ size: PHOTO.length, type: 'image/jpeg', digest: expect.stringMatching(/^[0-9a-f]{64}$/) }] },
    })
    expect(JSON.stringify(body)).not.toContain(sha256)
    expect(JSON.stringify(body)).not.toContain('东门')
  })

  test('once: the next signature must bring its own', async () => {
    await city.engine.execute(
      {
        kind: 'withdrawal',
        actor: headOfSecurity,
        unit: LIANPING.code,
        playbook: 'epidemic',
        mode: 'actual',
        signOff: signedSeq,
        reason: '数错',
      },
      'withdraw',
    )
    expect(refusalOf(await city.engine.execute(gates(headOfSecurity, [photo]), 'again'))).toBe('evidence_invalid')
  })

  test('and sent again with the same key, its files uploaded anew, it gets the first answer; with another file it does not', async () => {
    const [first, second, other] = [
      await uploaded(headOfSecurity),
      await uploaded(headOfSecurity),
      await uploaded(headOfSecurity, Buffer.concat([PHOTO, Buffer.alloc(1)])),
    ]
    const answer = await city.engine.execute(gates(headOfSecurity, [first]), 'retried')
    expect(refusalOf(answer)).toBe('done')
    expect(await city.engine.execute(gates(headOfSecurity, [second]), 'retried')).toEqual(answer)
    expect(await city.engine.execute(gates(headOfSecurity, [first]), 'retried')).toEqual(answer)
    expect(refusalOf(await city.engine.execute(gates(headOfSecurity, [other]), 'retried'))).toBe('idempotency_mismatch')
  })
})

test('of two signatures in one transaction only one gets the file', async () => {
  const cases = await Promise.all(['one', 'two'].map((key) => city.engine.execute(eventBy(doctor, 'REPORT_SUSPECTED'), key)))
  const root = (await city.responseOf(LIANPING)).visits['']?.seq ?? 0
  const file = await uploaded(doctor, SCAN)
  const evidence = { ...filledIn(taskOf('U-08'), LIANPING), tests: 1, negative: 1, testReports: [file] }
  const answers = await Promise.all(
    cases.map((answer) => {
      const occurrence = 'seq' in answer ? String(answer.seq) : ''
      return city.engine.execute(signature(doctor, 'U-08', root, { occurrence, evidence }), `report ${occurrence}`)
    }),
  )
  expect(answers.map(refusalOf)).toEqual(['done', 'evidence_invalid'])
  const [first] = answers
  const seq = first !== undefined && 'seq' in first ? first.seq : 0
  // It names people: it stays in the school, and with auditors.
  const seen = await Promise.all(
    [headOfSecurity, auditor, countyCommander].map((viewer) => attachmentsOf(city.connections.reader, viewer, [seq])),
  )
  expect(seen.map((files) => files.get(seq)?.[0]?.access)).toEqual(['open', 'open', 'kept'])
  expect(await findAttachment(city.connections.reader, countyCommander, file)).toBeNull()
})

describe('beside the journal', () => {
  test('a file is opened by whoever may see the unit; out of sight it does not exist', async () => {
    const { reader } = city.connections
    for (const viewer of [headOfSecurity, countyCommander, auditor])
      expect(await findAttachment(reader, viewer, photo)).toMatchObject({ name: '东门.jpg' })
    expect(await findAttachment(reader, otherPrincipal, photo)).toBeNull()
    expect((await attachmentsOf(reader, countyCommander, [signedSeq])).get(signedSeq)).toMatchObject([{ access: 'open' }])
    expect((await attachmentsOf(reader, otherPrincipal, [signedSeq])).get(signedSeq)).toBeUndefined()
  })

  test('what is only uploaded is for whoever uploaded it', async () => {
    const waiting = await uploaded(headOfSecurity)
    expect(await findAttachment(city.connections.reader, headOfSecurity, waiting)).toMatchObject({ type: 'image/jpeg' })
    expect(await findAttachment(city.connections.reader, countyCommander, waiting)).toBeNull()
  })

  test('the database itself lets nobody change, take over or remove what was signed', async () => {
    for (const statement of [
      `update attachment set digest = 'x' where id = '${photo}'`,
      `update attachment set name = 'x' where id = '${photo}'`,
      `update attachment set seq = 1 where id = '${photo}'`,
      `update attachment set personal = 1 where id = '${photo}'`,
      `delete from attachment where id = '${photo}'`,
    ])
      await expect(sql.raw(statement).execute(city.connections.writer)).rejects.toThrow(/append-only/)
  })

  test('a backup carries every byte, and what is restored agrees with its journal', async () => {
    const file = join(newFolder(), 'files.backup')
    await backup(city.connections, file, NIGHT)
    const restored = await restoredDatabase(file)
    const stored = (await restored.reader.selectFrom('attachment').select('bytes').where('id', '=', photo).executeTakeFirst())?.bytes
    expect(Buffer.from(stored ?? []).equals(PHOTO)).toBe(true)
    expect((await replay(restored, TIME_ZONE)).differences).toEqual([])
    // A byte that changed on the way is found out.
    await sql
      .raw('drop trigger if exists attachment_erase_only')
      .execute(restored.writer)
      .catch(() => sql.raw('drop trigger erase_only on attachment').execute(restored.writer))
    await restored.writer
      .updateTable('attachment')
      .set({ bytes: Buffer.concat([PHOTO, Buffer.alloc(1)]) })
      .where('id', '=', photo)
      .execute()
    expect((await replay(restored, TIME_ZONE)).differences).toMatchObject([{ table: 'attachment', key: `${signedSeq} gatePhotos 0` }])
  })

  test('erased, it is gone for everybody, and digest and size still prove what there was', async () => {
    await city.connections.writer.updateTable('attachment').set({ bytes: null, name: null }).where('id', '=', photo).execute()
    expect(await findAttachment(city.connections.reader, headOfSecurity, photo)).toBeNull()
    expect((await attachmentsOf(city.connections.reader, headOfSecurity, [signedSeq])).get(signedSeq)).toMatchObject([
      { access: 'erased', name: null, size: PHOTO.length },
    ])
    expect(await city.differences()).toEqual([])
  })

  test('what nobody signs for within a day is swept; what was signed stays', async () => {
    await uploaded(headOfSecurity)
    city.clock.advanceTo(local('2026-03-07 21:00'))
    const young = await uploaded(headOfSecurity)
    city.clock.advanceTo(local('2026-03-07 23:30'))
    await city.engine.idle()
    const left = await city.connections.reader.selectFrom('attachment').select(['id', 'seq']).execute()
    expect(left.filter(({ seq }) => seq === null).map(({ id }) => id)).toEqual([young])
    expect(left.filter(({ seq }) => seq !== null).length).toBe(3)
  })
})
