/** Deadlines of our own, marked ° in domain.md, counted from the end of the works. */
export const PIPES_DAYS = 2
export const DISINFECTION_DAYS = 3
export const WATER_DAYS = 5
