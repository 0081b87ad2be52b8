import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface SourceFile {
  /** From the top of the project, with `/`. */
  readonly path: string
  readonly text: string
}

export const TOP = join(import.meta.dirname, '..')

const STRING_OR_COMMENT = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|\/\/.*$/gm
const FOLDERS = '{src,machines,views,db,test,bench,.ci}'

/** The files that people write, with their text, without pictures. */
export const sourceFiles: readonly SourceFile[] = read(`${FOLDERS}/**/*.{ts,tsx,mjs,js,css,json}`, '.ci/run')
export const codeFiles = sourceFiles.filter(({ path }) => /\.(ts|tsx|mjs|js)$/.test(path))
export const proseFiles: readonly SourceFile[] = read('*.md')

/** The text without its comments. Strings stay whole, even where they contain `/*` or `//` as routes and addresses do. */
export function withoutComments(text: string): string {
  return text.replace(STRING_OR_COMMENT, (found) => (/^\/[/*]/.test(found) ? '' : found))
}

function read(...patterns: readonly string[]): readonly SourceFile[] {
  return globSync([...patterns], { cwd: TOP })
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(TOP, path), 'utf8') }))
}
