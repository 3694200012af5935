import { askAsOwner } from './ask-as-owner.ts'
import type { TestSite } from './boot-sites.ts'

/** The staff access token of the site's owner, as `<id>:<secret>`: it may see more than an integration's key. */
export async function readStaffToken(site: TestSite): Promise<string> {
  const { apiKey } = (await askAsOwner(site, 'GET', 'users/me/token/')) as { apiKey: { id: string; secret: string } }
  return `${apiKey.id}:${apiKey.secret.split(':').at(-1)}`
}
