import type { Post, Role } from '../machines/vocabulary.ts'
import { Layout } from './layout.tsx'
import type { Page } from './page.ts'

export interface ListedPerson {
  readonly name: string
  readonly username: string | null
  readonly role: Role
  readonly unit: string
  readonly posts: readonly Post[]
  readonly active: boolean
}

/** People and their accounts, to read. */
export function PeoplePage({ page, people }: { readonly page: Page; readonly people: readonly ListedPerson[] }) {
  const { people: words, shell, roles, posts } = page.words
  return (
    <Layout page={page} title={words.title} wide={true}>
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <table class="cards">
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.username}</th>
            <th scope="col">{words.role}</th>
            <th scope="col">{words.unit}</th>
            <th scope="col">{words.posts}</th>
            <th scope="col">{words.active}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr>
              <th scope="row">{person.name}</th>
              <td data-label={words.username}>{person.username ?? shell.none}</td>
              <td data-label={words.role}>{roles[person.role]}</td>
              <td data-label={words.unit}>
                <a href={`/units/${person.unit}`}>{person.unit}</a>
              </td>
              <td data-label={words.posts}>
                {person.posts.length === 0 ? shell.none : shell.list(person.posts.map((post) => posts[post]))}
              </td>
              <td data-label={words.active}>{person.active ? shell.yes : shell.no}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Layout>
  )
}
