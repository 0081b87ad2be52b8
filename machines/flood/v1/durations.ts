/** Deadlines of our own, marked ° in domain.md, and the day by which everybody starts together. */

/** F-03: repairs are finished before this day of the year (`MM-DD`), when the school year begins. */
export const TERM_BEGINS = '09-01'
/** F-01: everybody is counted. */
export const COUNT_WITHIN = 120
/** Days for the survey, for placing students, for the plan of repairs, for acceptance, for coming back. */
export const SURVEY_DAYS = 3
export const PLACING_DAYS = 3
export const PLAN_DAYS = 7
export const ACCEPTANCE_DAYS = 3
export const RETURN_DAYS = 7
