import type { Expression, SqlBool } from 'kysely'
import { sql } from 'kysely'

/** Does the column hold these words somewhere? What people type is taken literally, `%` and `_` too. */
export function contains(column: string, words: string): Expression<SqlBool> {
  return like(column, `%${escaped(words)}%`)
}

/** Is the column this phase or one below it: `lockdown`, `lockdown.sealed`? */
export function isPhaseBelow(column: string, prefix: string): Expression<SqlBool> {
  return sql<SqlBool>`(${sql.ref(column)} = ${prefix} or ${like(column, `${escaped(prefix)}.%`)})`
}

// Both databases differ in how LIKE treats capitals and in whether '\' escapes unless told; said here, they agree.
function like(column: string, pattern: string): Expression<SqlBool> {
  return sql<SqlBool>`lower(${sql.ref(column)}) like lower(${pattern}) escape '\\'`
}

function escaped(words: string): string {
  return words.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
}
