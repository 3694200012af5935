import type { TestSite } from '../e2e/boot-sites.ts'

/** The staff access token of the site's owner, as `<id>:<secret>`: it may see more than an integration's key. */
export async function readStaffToken({ url, owner }: TestSite): Promise<string> {
  const headers = { 'content-type': 'application/json', origin: url }
  const body = JSON.stringify({ username: owner.email, password: owner.password })
  const session = await fetch(`${url}/ghost/api/admin/session/`, { method: 'POST', headers, body })
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? ''
  const answer = await fetch(`${url}/ghost/api/admin/users/me/token/`, { headers: { ...headers, cookie } })
  const { apiKey } = (await answer.json()) as { apiKey: { id: string; secret: string } }
  return `${apiKey.id}:${apiKey.secret.split(':').at(-1)}`
}
