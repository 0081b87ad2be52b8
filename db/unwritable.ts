/**
 * Does the error say that the database cannot be written at present: full, out of order, away, or held by somebody else?
 * Then nothing is wrong with what was asked, and the same may be asked again later.
 */
export function isUnwritable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return CODES.test(codeOf(error)) || BROKEN.test(error.message) || isUnwritable(error.cause)
}

/**
 * The name that a driver gives to what went wrong: a result code of SQLite (sqlite.org/rescode.html), a SQLSTATE, or an
 * error of the operating system.
 */
export function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}

const CODES = new RegExp(
  [
    'SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|PROTOCOL)(_.*)?',
    // Connection; resources, a full disk among them; operator's intervention; input and output.
    '(08|53|57P|58)\\w+',
    // Serialisation failure, deadlock, lock not available, stalled in a transaction, read only.
    '40001|40P01|55P03|25P0[23]|25006',
    'ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH',
  ]
    .map((one) => `^(${one})$`)
    .join('|'),
)

/** What PostgreSQL's driver says of a connection that broke or could not be made. */
const BROKEN = /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect/
