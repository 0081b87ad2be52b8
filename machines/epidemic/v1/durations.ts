/** Days and hours that gates and deadlines ask for. Sensible defaults of ours, marked ° in domain.md; a place may ask for more. */

/** Days without a case before reopening may begin (O-10). */
export const DAYS_BEFORE_REOPENING = 14
/** Days that a batch is observed before the next one (P-12). */
export const DAYS_BETWEEN_BATCHES = 3
/** Days of observation before the school is back to normal (P-13). */
export const DAYS_OF_OBSERVATION = 14
/** Hours within which the command ratifies what a school did at once (后补批). */
export const HOURS_TO_RATIFY = 24
/** Negative tests without which no suspicion is ruled out (U-11). */
export const NEGATIVE_TESTS = 2
