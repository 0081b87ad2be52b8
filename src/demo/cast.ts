import type { CastSchool } from './plan.ts'

/** The school of the demo's `principal` and `doctor`: a township boarding school of 临猗 with day students too. */
export const DEMO_PRINCIPAL_SCHOOL = '1408210121'
/** Where the suspected case of the demo is in progress: none of the three that the outbreak (H) reaches. */
export const CASE_SCHOOL_YANHU = '1408020280'
/** Where a suspected case was ruled out a few days ago. */
export const RULED_OUT_SCHOOL = '1408810066'

/** The three affected schools of 盐湖 (H): a senior school, a vocational school and a college. */
export const AFFECTED_YANHU = ['1408020301', '1408020311', '1408020315'] as const
export type AffectedSchool = (typeof AFFECTED_YANHU)[number]

/** The schools about which stories are told; the rosters of the three of 盐湖 add up to 17,828 (H). */
export const CAST: readonly CastSchool[] = [
  { code: DEMO_PRINCIPAL_SCHOOL, name: '临猗县莲坪镇初级中学', boarders: 486, day: 143, staff: 71 },
  { code: CASE_SCHOOL_YANHU, name: '盐湖区砚湖初级中学', boarders: 402, day: 958, staff: 112 },
  { code: RULED_OUT_SCHOOL, name: '永济市汀兰小学', boarders: 0, day: 1264, staff: 74 },
  { code: AFFECTED_YANHU[0], name: '盐湖区望澜高级中学', boarders: 2946, day: 548, staff: 314 },
  { code: AFFECTED_YANHU[1], name: '盐湖区匠成职业中等专业学校', boarders: 3872, day: 655, staff: 347 },
  { code: AFFECTED_YANHU[2], name: '运城拓野职业技术学院', boarders: 8391, day: 118, staff: 637 },
]
