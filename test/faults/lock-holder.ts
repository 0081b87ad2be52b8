import BetterSqlite from 'better-sqlite3'

// Another process that holds the database's one write lock until it is killed, as a hung import would.

const [file = ''] = process.argv.slice(2)
const database = new BetterSqlite(file, { timeout: 10_000 })
database.exec('begin immediate')
process.stdout.write('held\n')
setInterval(() => database.inTransaction, 1_000)
