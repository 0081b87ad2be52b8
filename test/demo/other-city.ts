import { cityUnits } from '../../src/demo/city-units.ts'
import { type CityPlan, countsFor } from '../../src/demo/plan.ts'

/** The CSV of units of a city that is not the demo's: 大连市, its ten counties by GB/T 2260 and 1,600 invented schools of every kind. */
export function otherCityCsv(): string {
  const lines = cityUnits(OTHER_CITY).map(({ code, parent, kind, name, boarders, day, staff, hospital }) =>
    [code, parent ?? '', kind, name, boarders, day, staff, hospital].join(','),
  )
  return ['code,parent,kind,name,boarders,day,staff,hospital', ...lines, ''].join('\n')
}

const OTHER_CITY: CityPlan = {
  seed: 210200,
  province: { code: '210000', name: '辽宁省' },
  code: '210200',
  name: '大连市',
  counties: [
    { code: '210202', name: '中山区', townships: 6, counts: countsFor(130, 0.95, { senior: 5, vocational: 2, university: 2, special: 1 }) },
    { code: '210203', name: '西岗区', townships: 5, counts: countsFor(110, 0.95, { senior: 4, vocational: 2, university: 1 }) },
    {
      code: '210204',
      name: '沙河口区',
      townships: 7,
      counts: countsFor(170, 0.95, { senior: 6, vocational: 2, university: 3, special: 1 }),
    },
    {
      code: '210211',
      name: '甘井子区',
      townships: 10,
      counts: countsFor(290, 0.85, { senior: 9, vocational: 4, university: 6, special: 1 }),
    },
    { code: '210212', name: '旅顺口区', townships: 8, counts: countsFor(90, 0.7, { senior: 3, vocational: 2, university: 3 }) },
    { code: '210213', name: '金州区', townships: 14, counts: countsFor(270, 0.7, { senior: 8, vocational: 4, university: 5, special: 1 }) },
    { code: '210214', name: '普兰店区', townships: 15, counts: countsFor(170, 0.45, { senior: 5, vocational: 2, special: 1 }) },
    { code: '210224', name: '长海县', townships: 5, counts: countsFor(25, 0.4, { senior: 1 }) },
    { code: '210281', name: '瓦房店市', townships: 20, counts: countsFor(180, 0.45, { senior: 6, vocational: 2, special: 1 }) },
    { code: '210283', name: '庄河市', townships: 20, counts: countsFor(165, 0.42, { senior: 5, vocational: 2, special: 1 }) },
  ],
  cast: [],
}
