import type { SchoolKind } from '../../machines/vocabulary.ts'

/** From least to most, both included. */
export type Range = readonly [min: number, max: number]

/** What schools of one sort look like. A roster is everybody: boarders, day students and staff. */
export interface Profile {
  readonly kind: SchoolKind
  readonly place: 'town' | 'township' | 'village'
  readonly roster: Range
  /** Staff as a share of the roster. */
  readonly staff: Range
  /** Boarders as a share of the students; above 1 counts as 1, so that some schools have boarders only. */
  readonly boarding: Range
}

const NONE: Range = [0, 0]

/** The sorts of schools, in the order in which a county numbers them: by kind, as in SCHOOL_KINDS. */
export const PROFILES = {
  townKindergarten: { kind: 'kindergarten', place: 'town', roster: [110, 330], staff: [0.13, 0.16], boarding: NONE },
  townshipKindergarten: { kind: 'kindergarten', place: 'township', roster: [90, 240], staff: [0.12, 0.15], boarding: NONE },
  villageKindergarten: { kind: 'kindergarten', place: 'village', roster: [36, 100], staff: [0.11, 0.15], boarding: NONE },
  townPrimary: { kind: 'primary', place: 'town', roster: [900, 2400], staff: [0.05, 0.065], boarding: NONE },
  townshipPrimary: { kind: 'primary', place: 'township', roster: [220, 600], staff: [0.07, 0.09], boarding: NONE },
  boardingPrimary: { kind: 'primary', place: 'township', roster: [180, 420], staff: [0.09, 0.12], boarding: [0.4, 0.8] },
  villagePrimary: { kind: 'primary', place: 'village', roster: [24, 130], staff: [0.1, 0.16], boarding: NONE },
  townshipJunior: { kind: 'junior', place: 'township', roster: [420, 1000], staff: [0.09, 0.12], boarding: [0.45, 0.95] },
  boardingJunior: { kind: 'junior', place: 'town', roster: [600, 1400], staff: [0.08, 0.1], boarding: [1, 1] },
  mixedJunior: { kind: 'junior', place: 'town', roster: [900, 2000], staff: [0.07, 0.085], boarding: [0.15, 0.4] },
  townJunior: { kind: 'junior', place: 'town', roster: [1000, 2200], staff: [0.065, 0.08], boarding: NONE },
  senior: { kind: 'senior', place: 'town', roster: [1650, 4700], staff: [0.075, 0.09], boarding: [0.6, 1.1] },
  vocational: { kind: 'vocational', place: 'town', roster: [900, 3200], staff: [0.065, 0.085], boarding: [0.6, 0.9] },
  university: { kind: 'university', place: 'town', roster: [5600, 11500], staff: [0.06, 0.08], boarding: [0.95, 1] },
  special: { kind: 'special', place: 'town', roster: [60, 180], staff: [0.25, 0.35], boarding: [0.4, 0.7] },
  training: { kind: 'training', place: 'town', roster: [40, 260], staff: [0.08, 0.14], boarding: NONE },
} as const satisfies Readonly<Record<string, Profile>>

export type ProfileName = keyof typeof PROFILES

/** How many schools of each sort. */
export type Counts = Readonly<Record<ProfileName, number>>

// `Object.keys` forgets the key type of a constant object.
export const PROFILE_NAMES = Object.keys(PROFILES) as readonly ProfileName[]
