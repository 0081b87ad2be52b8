import BetterSqlite from 'better-sqlite3'

// Another process that holds the database's one write lock until it is killed, as a hung import would, or until nobody
// is left who could kill it.

const [file = ''] = process.argv.slice(2)
const database = new BetterSqlite(file, { timeout: 10_000 })
database.exec('begin immediate')
process.stdout.write('held\n')
process.stdin.resume().once('end', () => database.close())
