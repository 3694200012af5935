import { askAsOwner } from './ask-as-owner.ts'
import type { TestSite } from './boot-sites.ts'
import { changeDatabase } from './change-database.ts'

interface Roles {
  readonly roles: readonly { readonly id: string; readonly name: string }[]
}

/**
 * Has the owner invite a second author, who accepts, both as in Ghost Admin. Only the e-mail with the token is left out: its token is written into the database.
 * @param slug one word: Ghost makes a slug of a person's first name
 */
export async function inviteAuthor(site: TestSite, slug: string): Promise<void> {
  const { roles } = (await askAsOwner(site, 'GET', 'roles/?permissions=assign&limit=50')) as Roles
  const role = roles.find(({ name }) => name === 'Author')
  if (role === undefined) throw new Error('Ghost has no role "Author"')
  const [email, token] = [`${slug}@example.com`, `TokenOf${slug}`.padEnd(20, 'x')]
  await askAsOwner(site, 'POST', 'invites/', { invites: [{ email, role_id: role.id }] })
  await changeDatabase(site, 'UPDATE invites SET token = ? WHERE email = ?', [token, email])
  const name = `${slug.charAt(0).toUpperCase()}${slug.slice(1)}`
  const invitation = {
    token,
    email,
    name,
    password: 'a long test phrase 8472',
  }
  const answer = await fetch(`${site.url}/ghost/api/admin/authentication/invitation/`, {
    method: 'POST',
    headers: { origin: site.url, 'content-type': 'application/json' },
    body: JSON.stringify({ invitation: [invitation] }),
  })
  if (!answer.ok)
    throw new Error(`Ghost answered ${answer.status} to the invitation of ${slug}: ${await answer.text()}`)
}
