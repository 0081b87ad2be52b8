import type { CountyPlan } from './plan.ts'
import { PROFILE_NAMES, type ProfileName } from './profiles.ts'

/** A school to be, before it has a name and people. */
export interface Site {
  readonly code: string
  readonly profile: ProfileName
  /** Its place among the county's schools of the same sort, from 0. */
  readonly index: number
}

/** The county's schools in the order of their codes: the county's code and four digits, by kind. */
export function sitesOf({ code, counts }: CountyPlan): readonly Site[] {
  return PROFILE_NAMES.flatMap((profile) => Array.from({ length: counts[profile] }, (_, index) => ({ profile, index }))).map(
    (site, position) => ({
      ...site,
      code: `${code}${String(position + 1).padStart(4, '0')}`,
    }),
  )
}
