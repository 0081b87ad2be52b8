import { CAST } from './cast.ts'
import { type CityPlan, type CountyPlan, countsFor } from './plan.ts'

/** 运城市 with its 13 counties and 1,824 schools (H); how they are spread over the other counties follows the population. */
export const YUNCHENG: CityPlan = {
  seed: 20220306,
  province: { code: '140000', name: '山西省' },
  code: '140800',
  name: '运城市',
  counties: [
    {
      code: '140802',
      name: '盐湖区',
      townships: 14,
      counts: countsFor(352, 0.6, { senior: 10, vocational: 4, university: 5, special: 1 }),
    },
    linyi(),
    { code: '140822', name: '万荣县', townships: 12, counts: countsFor(142, 0.32, { senior: 4, vocational: 1, special: 1 }) },
    { code: '140823', name: '闻喜县', townships: 11, counts: countsFor(138, 0.36, { senior: 4, vocational: 1, special: 1 }) },
    { code: '140824', name: '稷山县', townships: 7, counts: countsFor(124, 0.36, { senior: 3, vocational: 1 }) },
    { code: '140825', name: '新绛县', townships: 8, counts: countsFor(118, 0.36, { senior: 3, vocational: 1, special: 1 }) },
    { code: '140826', name: '绛县', townships: 9, counts: countsFor(98, 0.34, { senior: 2, vocational: 1 }) },
    { code: '140827', name: '垣曲县', townships: 9, counts: countsFor(86, 0.4, { senior: 2, vocational: 1 }) },
    { code: '140828', name: '夏县', townships: 10, counts: countsFor(116, 0.32, { senior: 3, vocational: 1 }) },
    { code: '140829', name: '平陆县', townships: 9, counts: countsFor(90, 0.34, { senior: 2, vocational: 1 }) },
    { code: '140830', name: '芮城县', townships: 9, counts: countsFor(126, 0.35, { senior: 4, vocational: 1, special: 1 }) },
    {
      code: '140881',
      name: '永济市',
      townships: 10,
      counts: countsFor(142, 0.45, { senior: 4, vocational: 2, university: 1, special: 1 }),
    },
    { code: '140882', name: '河津市', townships: 8, counts: countsFor(133, 0.48, { senior: 4, vocational: 1, special: 1 }) },
  ],
  cast: CAST,
}

/** 临猗 (H): 47 boarding schools with 32,657 people; 112 others with 38,377 at home and 178 in concentrated isolation. */
function linyi(): CountyPlan {
  return {
    code: '140821',
    name: '临猗县',
    townships: 12,
    counts: {
      townKindergarten: 26,
      townshipKindergarten: 22,
      villageKindergarten: 24,
      townPrimary: 9,
      townshipPrimary: 6,
      boardingPrimary: 21,
      villagePrimary: 12,
      townshipJunior: 15,
      boardingJunior: 2,
      mixedJunior: 2,
      townJunior: 3,
      senior: 4,
      vocational: 2,
      university: 0,
      special: 1,
      training: 10,
    },
    rosters: { boarding: 32_657, others: 38_377 + 178 },
  }
}
