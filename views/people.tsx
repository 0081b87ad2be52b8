import type { Post, Role } from '../machines/vocabulary.ts'
import { Layout } from './layout.tsx'
import type { Page } from './page.ts'
import type { ShownProvisional } from './provisional.tsx'
import { ProvisionalCalendar } from './provisional.tsx'

export interface ListedPerson {
  readonly name: string
  readonly username: string | null
  readonly role: Role
  readonly unit: string
  readonly posts: readonly Post[]
  readonly active: boolean
}

export interface PeoplePageProps {
  readonly page: Page
  readonly people: readonly ListedPerson[]
  readonly provisional: readonly ShownProvisional[]
}

/** People and their accounts, to read; an administrator's first page, so it also says whose calendar is missing. */
export function PeoplePage({ page, people, provisional }: PeoplePageProps) {
  const { people: words, shell, roles, posts } = page.words
  return (
    <Layout page={page} title={words.title} wide={true}>
      <h1>{words.title}</h1>
      <ProvisionalCalendar page={page} terms={provisional} />
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
