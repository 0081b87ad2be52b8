import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { codeFiles, proseFiles, sourceFiles, TOP, withoutComments, type SourceFile } from './source-files.ts'

const LONGEST = 250
const MEDIAN = 80
const VAGUE_NAME = /(^|[-.])(managers?|helpers?|utils?|utilities|services?|data|info|common|misc)([-.]|$)/
const UNFINISHED = /\b(TO[D]O|FIX[M]E|XX[X]|HAC[K]|WI[P])\b|not (yet )?implemente[d]|lorem ipsu[m]/
const OUTSIDE = /(^|[\s'"`(=])(\/(work|tmp|home|root|Users|mnt)\/|[A-Z]:\\)/
const CAST = /[\w)\]}] as (?!const\b)[A-Za-z{[(]/
const COMMENT = /\/\/|\*\//
const TOP_LEVEL = [
  'src',
  'machines',
  'views',
  'db',
  'test',
  'bench',
  '.ci',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'LICENSE',
  '.gitignore',
]
const NOT_OURS = ['.git', 'node_modules', 'dist', 'data']

const Package = z.object({ dependencies: z.record(z.string(), z.string()), devDependencies: z.record(z.string(), z.string()) })

test(`no file is longer than ${LONGEST} lines unless its first comment begins with "Long because"`, () => {
  const long = codeFiles.filter(({ text }) => lines(text) > LONGEST && !/^(\/\/|\/\*\*?)[\s*]*Long because/.test(text))
  expect(long.map(({ path, text }) => `${path}: ${lines(text)} lines`)).toEqual([])
})

test(`half of the files have at most ${MEDIAN} lines`, () => {
  const lengths = codeFiles.map(({ text }) => lines(text)).toSorted((a, b) => a - b)
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(MEDIAN)
})

test('files are named after what they are about', () => {
  expect(pathsWhere(sourceFiles, ({ path }) => VAGUE_NAME.test(basename(path)))).toEqual([])
})

test('a cast says why it is right', () => {
  expect(codeFiles.filter(({ path }) => !path.startsWith('test/')).flatMap(castsWithoutReason)).toEqual([])
})

test('nothing is left unfinished', () => {
  expect(pathsWhere([...sourceFiles, ...proseFiles], ({ text }) => UNFINISHED.test(text))).toEqual([])
})

test('nothing names a place outside the project', () => {
  expect(pathsWhere([...sourceFiles, ...proseFiles], ({ text }) => OUTSIDE.test(text))).toEqual([])
})

test('the top level holds only what ARCHITECTURE.md maps', () => {
  const entries = readdirSync(TOP).filter((entry) => !NOT_OURS.includes(entry) && !/\.(md|log)$/.test(entry))
  expect(entries.filter((entry) => !TOP_LEVEL.includes(entry))).toEqual([])
})

test('every dependency has one exact version and its reason in ARCHITECTURE.md', () => {
  const { dependencies, devDependencies } = Package.parse(JSON.parse(readFileSync(join(TOP, 'package.json'), 'utf8')))
  const architecture = readFileSync(join(TOP, 'ARCHITECTURE.md'), 'utf8')
  const all = Object.entries({ ...dependencies, ...devDependencies })
  expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  expect(all.filter(([name]) => !architecture.includes(`\`${name}\``))).toEqual([])
})

test('these rules find what they are for', () => {
  expect(VAGUE_NAME.test('order-helpers.ts')).toBe(true)
  expect(VAGUE_NAME.test('database.ts')).toBe(false)
  expect(UNFINISHED.test(`// ${['TO', 'DO'].join('')}: later`)).toBe(true)
  expect(OUTSIDE.test(`open('${['', 'tmp', 'x'].join('/')}')`)).toBe(true)
  expect(castsWithoutReason({ path: 'a.ts', text: 'const a = b as Unit' })).toHaveLength(1)
  expect(castsWithoutReason({ path: 'a.ts', text: '// Parsed above.\nconst a = b as Unit' })).toEqual([])
  expect(castsWithoutReason({ path: 'a.ts', text: "import { a as b } from 'c'\nconst d = ['e'] as const" })).toEqual([])
})

/** A reason stands in a comment on the line of the cast or on one of the two before it. */
function castsWithoutReason({ path, text }: SourceFile): readonly string[] {
  const all = text.split('\n')
  return all.flatMap((line, index) => {
    const code = withoutComments(line).replace(/'[^']*'|"[^"]*"|`[^`]*`|\{[^{}]*\} from\b/g, '')
    const isCast = CAST.test(code) && !/^\s*(\*|import\b|export \{)/.test(line)
    return isCast && !all.slice(Math.max(0, index - 2), index + 1).some((near) => COMMENT.test(near)) ? [`${path}:${index + 1}`] : []
  })
}

function lines(text: string): number {
  return text.trimEnd().split('\n').length
}

function pathsWhere(files: readonly SourceFile[], holds: (file: SourceFile) => boolean): readonly string[] {
  return files.filter(holds).map(({ path }) => path)
}
