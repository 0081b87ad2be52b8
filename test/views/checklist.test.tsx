import { describe, expect, test } from 'vitest'
import type { Unit } from '../../src/core/unit.ts'
import { Checklist } from '../../views/checklist.tsx'
import { namedFor } from '../../views/named-for.ts'
import type { Page } from '../../views/page.ts'
import { FirstThings } from '../../views/unit-now.tsx'
import { openSchool } from '../core/school.ts'
import { COLLEGE, LIANPING, local, MUSIC_SCHOOL, SUNFLOWER } from '../world.ts'
import { night, rendered } from './page.ts'

/** The checklist of a school in term, on a Wednesday morning in the second week of March unless told otherwise. */
async function shown(unit: Unit, wall = '2026-03-11 10:00'): Promise<string> {
  const school = openSchool({ unit, at: local('2026-03-09 05:00') })
  school.goTo(local(wall))
  const page: Page = namedFor({ ...night, now: local(wall) }, unit.kind)
  return rendered(
    <Checklist page={page} run={{ unit: unit.code, playbook: 'epidemic' }} items={school.checklist()} above={[]} isMine={() => false} />,
  )
}

/** What stands before the first fold, and what is folded away. */
function parted(html: string): readonly [open: string, folded: string] {
  const at = html.indexOf('<details>')
  return [html.slice(0, at), html.slice(at)]
}

describe('on an ordinary morning', () => {
  test('what is to be done today stands open, what can wait is folded away', async () => {
    const [open, folded] = parted(await shown(LIANPING))
    for (const title of ['晨午检和缺勤追踪', '校门查验和围墙巡查', '日报告、零报告']) expect(open).toContain(title)
    for (const title of ['周自查', '防疫物资盘点', '应急演练', '疫苗接种进度']) {
      expect(open).not.toContain(title)
      expect(folded).toContain(title)
    }
  })

  test('on the day on which a week’s step is due it stands open', async () => {
    const [open, folded] = parted(await shown(LIANPING, '2026-03-13 08:00'))
    expect(open).toContain('周自查')
    expect(folded).not.toContain('周自查')
  })

  test('what is only asked when there is something does not count as still to do', async () => {
    const html = await shown(LIANPING)
    const [, folded] = parted(html)
    expect(html).toContain('有情况时填报')
    expect(folded).toContain('返回人员监测')
    expect(html).toContain('0/19 已办')
  })

  test('the first things are those of today', async () => {
    const at = local('2026-03-11 10:00')
    const items = openSchool({ at }).checklist()
    const html = await rendered(
      <FirstThings page={{ ...night, now: at }} run={{ unit: LIANPING.code, playbook: 'epidemic' }} items={items} isMine={() => false} />,
    )
    expect(html).toContain('日报告、零报告')
    expect(html).not.toContain('周自查')
  })
})

test.each([
  [SUNFLOWER, '保健医'],
  [COLLEGE, '辅导员'],
  [MUSIC_SCHOOL, '负责人'],
  [LIANPING, '校医'],
] as const)('a $kind reads of its own posts', async (unit, post) => {
  const others = ['保健医', '辅导员'].filter((other) => other !== post)
  const html = await shown(unit, '2026-03-13 08:00')
  expect(html).toContain(post)
  for (const other of others) expect(html).not.toContain(other)
})
