import { itemAt } from './random.ts'

/** An invented personal name; different for every `index` from 0 to 79,999. */
export function personName(index: number): string {
  const { first, second, stride } = index % 2 === 0 ? WOMEN : MEN
  const combinations = SURNAMES.length * first.length * second.length
  // A stride without a common factor visits every combination once, neighbours being far apart.
  const chosen = (Math.floor(index / 2) * stride) % combinations
  const given = Math.floor(chosen / SURNAMES.length)
  return itemAt(SURNAMES, chosen) + itemAt(first, given) + itemAt(second, Math.floor(given / first.length))
}

const SURNAMES = Array.from(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺',
)

/** The first characters of the two lists differ, so that no name is in both; an empty second makes a two-character name. */
const WOMEN = {
  first: Array.from('淑秀雅慧丽婉静晓梦佳雪玉思欣若芳春云红彩'),
  second: ['', ...Array.from('敏娟芬萍琴霞莉婷蓉洁燕颖怡岚莹薇琳玲瑶宁')],
  stride: 40_009,
}
const MEN = {
  first: Array.from('建国志文俊海永宏立德明学振少家启泽向庆世'),
  second: ['', ...Array.from('军强伟峰勇刚斌涛辉亮鹏飞龙华平忠林东生旺')],
  stride: 27_017,
}
