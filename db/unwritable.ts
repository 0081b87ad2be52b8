/**
 * Does the error say that the database cannot be written at present: full, out of order, or held by somebody else?
 * Then nothing is wrong with what was asked, and the same may be asked again later.
 */
export function isUnwritable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && typeof error.code === 'string' && CODES.test(error.code)) || isUnwritable(error.cause)
}

/** Result codes of SQLite, with their extensions (sqlite.org/rescode.html). */
const CODES = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|PROTOCOL)(_|$)/
