import { Hono } from 'hono'
import { z } from 'zod'
import { listPeople } from '../../../db/accounts.ts'
import { situationReport } from '../../../db/situation.ts'
import { findUnit } from '../../../db/units.ts'
import { findPlaybook, latestPlaybooks } from '../../../machines/registry.ts'
import { PeoplePage } from '../../../views/people.tsx'
import { PlaybookPage } from '../../../views/playbook.tsx'
import { SituationPage } from '../../../views/situation.tsx'
import { isWithin } from '../../core/unit.ts'
import { machineJson } from '../../core/machine-json.ts'
import { actorOf } from '../session.ts'
import type { Env } from '../session.ts'
import { epidemicPlaybook, reportDateOf } from './epidemic.ts'
import { pageOf } from './page.ts'
import { provisionalTerms } from './provisional.ts'
import type { Shown } from './page.ts'
import { picturesOf } from './pictures.ts'
import { versionAsked } from './version-asked.ts'
import { notFound } from './wrong.ts'

/** Pages that are only read, and printed: playbooks, situation reports, the list of people. */
export function readingPages(shown: Shown): Hono<Env> {
  const db = shown.deps.connections.reports
  return new Hono<Env>()
    .get('/playbooks/:name', async (c) => {
      const name = c.req.param('name')
      const [playbook, newest] = [findPlaybook(name, versionAsked(c)), findPlaybook(name)]
      if (playbook === undefined || newest === undefined) return notFound(c, shown)
      const page = pageOf(c, shown)
      const pictures = await picturesOf(page, playbook)
      return c.html(PlaybookPage({ page, playbook, all: latestPlaybooks(), pictures, newest: newest.version }))
    })
    .get('/playbooks/:name/machine.json', (c) => {
      const playbook = findPlaybook(c.req.param('name'), versionAsked(c))
      if (playbook === undefined) return notFound(c, shown)
      c.header('content-disposition', `attachment; filename="${playbook.name}-v${playbook.version}.json"`)
      return c.json(machineJson(playbook, pageOf(c, shown).lang))
    })
    .get('/regions/:code/situation', async (c) => {
      const page = pageOf(c, shown)
      const code = c.req.param('code')
      const date = z.iso.date().catch(reportDateOf(page)).parse(c.req.query('date'))
      const [region, report] = await Promise.all([findUnit(db, actorOf(c), code), situationReport(db, actorOf(c), code, { date })])
      if (region === null || report === null) return notFound(c, shown)
      return c.html(SituationPage({ page, playbook: epidemicPlaybook(), region, date, report }))
    })
    .get('/admin/people', async (c) => {
      const actor = actorOf(c)
      if (actor.role !== 'admin') return notFound(c, shown)
      const page = pageOf(c, shown)
      const [everybody, provisional] = await Promise.all([listPeople(db), provisionalTerms(shown.deps, actor, page)])
      return c.html(PeoplePage({ page, people: everybody.filter(({ path }) => isWithin(path, actor.path)), provisional }))
    })
}
