import type { SchoolKind } from '../../machines/vocabulary.ts'
import { streetName, villageName } from './place-names.ts'
import { PROFILES, type ProfileName } from './profiles.ts'
import { type Random, itemAt, pick } from './random.ts'
import type { Site } from './sites.ts'

export interface NamingPlace {
  readonly county: string
  /** The city's short name, which colleges bear: 运城. */
  readonly collegePrefix: string
  readonly township: string
}

/** A name that is not among `used`, e.g. 临猗县禾苗幼儿园; the first try is the plainest. */
export function schoolName(random: Random, site: Site, place: NamingPlace, used: ReadonlySet<string>): string {
  const form = FORMS[site.profile] ?? townForm
  for (let attempt = 0; attempt < 1000; attempt += 1) {
    const name = form(random, place, site, attempt)
    if (!used.has(name)) return name
  }
  throw new RangeError(`no name left for ${site.code}`)
}

type Form = (random: Random, place: NamingPlace, site: Site, attempt: number) => string

const FORMS: Readonly<Partial<Record<ProfileName, Form>>> = {
  townKindergarten: (random, { county }) => county + (random() < 0.8 ? pick(random, CHILD_WORDS) : streetName(random)) + '幼儿园',
  townshipKindergarten: (random, { county, township }, _, attempt) =>
    `${county}${township}${attempt === 0 ? '中心' : pick(random, CHILD_WORDS)}幼儿园`,
  villageKindergarten: (random, { county, township }) => `${county}${township}${villageName(random)}幼儿园`,
  townPrimary: (random, { county }) => county + (random() < 0.6 ? pick(random, SCHOOL_WORDS) : streetName(random)) + '小学',
  townshipPrimary: (random, { county, township }, _, attempt) => `${county}${township}${attempt === 0 ? '中心' : villageName(random)}小学`,
  boardingPrimary: (random, { county, township }, _, attempt) =>
    `${county}${township}${attempt === 0 ? '' : villageName(random)}寄宿制小学`,
  villagePrimary: (random, { county, township }) => `${county}${township}${villageName(random)}小学`,
  townshipJunior: (random, { county, township }, _, attempt) => `${county}${township}${attempt === 0 ? '' : villageName(random)}初级中学`,
  training: trainingForm,
  university: (random, { collegePrefix }, { index }) => collegePrefix + pick(random, SCHOOL_WORDS) + itemAt(COLLEGE_TITLES, index),
}

function townForm(random: Random, { county }: NamingPlace, { profile }: Site): string {
  const kind = PROFILES[profile].kind
  return county + pick(random, SCHOOL_WORDS) + (TITLES[kind] ?? '学校')
}

function trainingForm(random: Random, { county }: NamingPlace): string {
  if (random() < 0.3) return `${county}${pick(random, ART_WORDS)}艺术培训学校`
  return county + pick(random, TRAINING_WORDS) + pick(random, ['培训学校', '培训学校', '外语培训学校', '科技培训中心', '文化培训学校'])
}

/** What the schools of the county town are called, where no form of their own is given above. */
const TITLES: Readonly<Partial<Record<SchoolKind, string>>> = {
  junior: '初级中学',
  senior: '高级中学',
  vocational: '职业技术学校',
  special: '特殊教育学校',
}

const COLLEGE_TITLES = ['职业技术学院', '师范高等专科学校', '护理职业学院', '学院', '农林职业学院', '职业技术大学']

const CHILD_WORDS = words(`
  禾苗 蓓蕾 小太阳 金摇篮 彩虹桥 向日葵 蒲公英 小星星 七彩帆 蓝月亮 红苹果 小海豚 小白鸽 小松果 小蜜蜂 小脚印 小天鹅 小蜗牛 百灵鸟 布谷鸟 花蕾 春芽 新苗 苗苗 雏鹰 乐童
  童趣 童心 童欣 童乐 慧童 贝乐 星语 星海 晨曦 晨露 朝露 春笋 青禾 麦田 小麦穗 小桔灯 小橡树 银杏 石榴籽 木棉 芽芽 乐园 快乐岛 阳光里 七色花 萌芽 启蒙 育苗
  润童 好孩子 大风车 小水滴 小荷 金太阳 金色童年 同乐 同心 亲亲 馨贝 康乐 未来星 花儿朵朵`)

const SCHOOL_WORDS = words(`
  文澜 弘毅 启元 敏学 立达 崇礼 思齐 知行 笃行 博约 景行 汇文 修远 怀瑾 敦品 励志 励耘 润泽 承志 含章 毓秀 毓文 卓立 卓然 日新 自强 求真 求是 至善 尚德 尚文
  厚德 厚朴 格物 新风 晨光 春晖 青云 凌云 望岳 听涛 沐风 云帆 远航 扬帆 同文 同德 华英 华章 锦程 鸿志 鸿文 星辰 星河 砺新 砺锋 雅正 雅言 淳雅 志远 竞存`)

const TRAINING_WORDS = words(`
  启明 新思维 博学 乐思 智慧谷 领航 飞跃 金榜 学友 育桥 跃动 小博士 创想 未来 慧学 勤思 知新 致学 学海 书香 阶梯 佳音 百川 明思 鼎新 蓝图 晨星 锐思`)

const ART_WORDS = words('艺海 墨香 丹青 韵之声 天籁 舞之灵 翰林轩 弦歌 彩墨 琴韵 青瓷 雅乐 画里 凤鸣')

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/u)
}
