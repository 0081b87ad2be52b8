import type { Playbook } from '../../../machines/playbook.ts'
import type { Pictured } from '../../../views/lifecycle.tsx'
import type { Page } from '../../../views/page.ts'
import { SHAPES, sketchOf } from '../../../views/sketch.ts'
import { lifecycleOf, REGIONS } from '../../core/lifecycle.ts'
import { layOut } from '../../layout.ts'

/**
 * The pictures of a playbook in the language of the page. They are the same as long as the process lives, so they are laid
 * out once, when somebody first looks at one.
 */
export function picturesOf(page: Page, playbook: Playbook): Promise<readonly Pictured[]> {
  const perLanguage = known.get(playbook) ?? new Map<Page['lang'], Promise<readonly Pictured[]>>()
  known.set(playbook, perLanguage)
  const pictures = perLanguage.get(page.lang) ?? drawn(page, playbook)
  perLanguage.set(page.lang, pictures)
  // What failed is tried again by whoever looks next; whoever waits now is told.
  pictures.catch(() => perLanguage.delete(page.lang))
  return pictures
}

const known = new WeakMap<Playbook, Map<Page['lang'], Promise<readonly Pictured[]>>>()

async function drawn(page: Page, playbook: Playbook): Promise<readonly Pictured[]> {
  const lifecycles = REGIONS.flatMap((region) => lifecycleOf(playbook, region) ?? [])
  const sketched = lifecycles.flatMap((lifecycle) =>
    SHAPES.map((shape) => ({ lifecycle, shape, sketch: sketchOf(page, playbook, lifecycle, shape) })),
  )
  const laid = await layOut(sketched.map(({ sketch }) => sketch))
  const drawings = sketched.flatMap((one, index) => {
    const places = laid[index]
    return places === undefined ? [] : [{ ...one, laid: places }]
  })
  return lifecycles.map((lifecycle) => ({ lifecycle, drawings: drawings.filter((one) => one.lifecycle === lifecycle) }))
}
