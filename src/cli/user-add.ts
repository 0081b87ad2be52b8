import { randomUUID } from 'node:crypto'
import { findPersonByUsername } from '../../db/accounts.ts'
import { loadUnitsByCode } from '../../db/unit-rows.ts'
import { BUREAU_POSTS, ROLES, SCHOOL_POSTS, type Post, type Role } from '../../machines/vocabulary.ts'
import { plainText } from '../core/plain-text.ts'
import { levelOf, type Unit } from '../core/unit.ts'
import type { NewPerson } from '../engine/engine.ts'
import { createAccounts } from '../http/accounts.ts'
import { isUsername, normalizeUsername } from '../http/auth.ts'
import { open } from '../open.ts'
import { sessionSecret } from '../secret.ts'
import { done, misused, refusedBy, type Asked, type Command } from './command.ts'
import { CONSOLE } from '../core/actor.ts'
import { PASSWORD_OPTION, passwordFrom } from './password-input.ts'

export const userAdd: Command = {
  name: 'user add',
  usage: 'NAME --role ROLE --unit CODE [--posts a,b] [--name 显示名] --password-stdin',
  summary: '开设账号 give somebody an account',
  options: {
    role: { type: 'string', help: `角色 one of ${ROLES.join(', ')}` },
    unit: { type: 'string', help: '所在单位代码 code of the unit' },
    posts: { type: 'string', help: '岗位，用逗号分隔 posts, separated by commas' },
    name: { type: 'string', help: '显示名 name on screens' },
    ...PASSWORD_OPTION,
  },
  words: [1, 1],
  run: async (asked, config, { input }) => {
    const password = await passwordFrom(asked, input)
    if (typeof password !== 'string') return misused(password.problem)
    const { connections, engine, close } = await open(config)
    try {
      const unit = (await loadUnitsByCode(connections.reader)).get(asked.text('unit') ?? '')
      const person = personOf(asked, unit)
      if ('problem' in person) return misused(person.problem)
      if ((await findPersonByUsername(connections.reader, person.username)) !== null) {
        return refusedBy(`用户名已有人使用 the name is taken: ${person.username}`, { refusal: 'username_taken' })
      }
      await engine.recordPerson(CONSOLE, person)
      const accounts = createAccounts({ connections, secret: await sessionSecret(connections, config), publicUrl: config.publicUrl })
      await accounts.setPassword(person, password)
      const { username, role, posts, name } = person
      return done(`已开设 added: ${username} (${role}, ${person.unit} ${unit?.name ?? ''})`, {
        username,
        name,
        role,
        unit: person.unit,
        posts,
      })
    } finally {
      await close()
    }
  },
}

function personOf(asked: Asked, unit: Unit | undefined): (NewPerson & { readonly username: string }) | { readonly problem: string } {
  const username = normalizeUsername(asked.words[0] ?? '')
  if (!isUsername(username)) return { problem: '用户名须为 2 至 40 个文字或数字，中间可用 . _ - · names have 2 to 40 letters or digits' }
  const role = ROLES.find((known) => known === asked.text('role'))
  if (role === undefined) return { problem: `--role 须为 must be one of ${ROLES.join(', ')}` }
  if (unit === undefined) return { problem: `--unit 没有这个单位 no such unit: ${asked.text('unit') ?? ''}` }
  const place = placeProblem(role, unit)
  if (place !== null) return { problem: place }
  const posts = postsOf(asked.text('posts'), role, unit)
  if ('problem' in posts) return posts
  const name = plainText(asked.text('name') ?? username)
  if (name === null || name === '') return { problem: '--name 含有无法保存的字符 holds characters that cannot be stored' }
  return { id: randomUUID(), username, name, role, unit: unit.code, posts: posts.posts, active: true }
}

function placeProblem(role: Role, unit: Unit): string | null {
  const isSchool = levelOf(unit.kind) === 'school'
  if ((role === 'principal' || role === 'staff') && !isSchool) return `${role} 须在学校 belongs to a school`
  return role === 'commander' && isSchool ? 'commander 须在各级指挥部 belongs to a bureau' : null
}

/** Heads and inspectors hold the post of the same name unless others are named. */
function postsOf(given: string | undefined, role: Role, unit: Unit): { readonly posts: readonly Post[] } | { readonly problem: string } {
  const possible: readonly Post[] = levelOf(unit.kind) === 'school' ? SCHOOL_POSTS : BUREAU_POSTS
  const named = given === undefined ? [role] : given.split(',').map((post) => post.trim())
  const posts = possible.filter((post) => named.some((one) => one === post))
  const unknown = given === undefined ? [] : named.filter((one) => one !== '' && !possible.some((post) => post === one))
  return unknown.length > 0 ? { problem: `--posts 没有这个岗位 no such post: ${unknown.join(', ')}; ${possible.join(', ')}` } : { posts }
}
