import { type Random, itemAt, pick, shuffled } from './random.ts'

/**
 * Townships for each county in turn, `counts` of them: no two of the city share their first two characters,
 * and those of one county begin differently while that lasts. As far as we know none is a real township of the demo city.
 */
export function townshipNames(random: Random, counts: readonly number[]): readonly (readonly string[])[] {
  const used = new Set<string>()
  return counts.map((count) => {
    const stems = shuffledStems(random)
      .filter((stem) => !used.has(stem))
      .slice(0, count)
    if (stems.length < count) throw new RangeError(`no names left for ${count} townships`)
    for (const stem of stems) used.add(stem)
    return stems.map((stem, index) => stem + (index % 3 === 2 ? '乡' : '镇'))
  })
}

function shuffledStems(random: Random): readonly string[] {
  const heads = shuffled(random, TOWNSHIP_HEADS)
  const tails = shuffled(random, TOWNSHIP_TAILS)
  return tails.flatMap((_, turn) => heads.map((head, index) => head + itemAt(tails, index + turn)))
}

/** An invented village such as 上楸坪. */
export function villageName(random: Random): string {
  return pick(random, VILLAGE_SIDES) + pick(random, VILLAGE_STEMS) + pick(random, VILLAGE_TAILS)
}

/** An invented street of a county town such as 澄泽路. */
export function streetName(random: Random): string {
  return pick(random, STREET_HEADS) + pick(random, STREET_TAILS) + pick(random, ['路', '街', '巷'])
}

const TOWNSHIP_HEADS = Array.from('棠榆柏枣椿楸梓苇荞黍霁澄沐鹿鹤雁砚磐翠桦杞榛茗岫莲')
const TOWNSHIP_TAILS = Array.from('川塬岭坪湾溪陂渡垣滩')

const VILLAGE_SIDES = Array.from('东西南北上下前后大小')
const VILLAGE_STEMS = Array.from('棠椿楸桐梨杏柿槐麦粟菽葵藕兰砚碾窑鹤雁鹿鹊')
const VILLAGE_TAILS = Array.from('庄沟洼坡堡屯铺营寨湾岭峪坪')

const STREET_HEADS = Array.from('澄墨砚霁书稷舜棠沁岚')
const STREET_TAILS = Array.from('林泽园澜庭晖岸和')
