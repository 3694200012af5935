import { setTimeout as sleep } from 'node:timers/promises'
import type { TestSite } from './boot-sites.ts'

const cookies = new Map<string, string>()

/** Asks the Admin API as Ghost Admin does, logged in as the owner, who may do what no integration may. @throws on any answer but 2xx */
export async function askAsOwner(site: TestSite, method: string, path: string, body?: unknown): Promise<unknown> {
  const ask = async (cookie: string) => {
    cookies.set(site.url, cookie)
    return fetch(`${site.url}/ghost/api/admin/${path}`, {
      method,
      headers: { origin: site.url, cookie, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  }
  let response = await ask(cookies.get(site.url) ?? (await logIn(site)))
  // Now and then Ghost does not know a session that it has made (seen on 5.130 under load).
  for (let again = 1; again < 6 && response.status === 403; again += 1) {
    const cookie = await logIn(site)
    await sleep(again * 200)
    response = await ask(cookie)
  }
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  return text === '' ? {} : JSON.parse(text)
}

async function logIn(site: TestSite): Promise<string> {
  const response = await fetch(`${site.url}/ghost/api/admin/session/`, {
    method: 'POST',
    headers: { origin: site.url, 'content-type': 'application/json' },
    body: JSON.stringify({ username: site.owner.email, password: site.owner.password }),
  })
  const cookie = response.headers.get('set-cookie')?.split(';')[0]
  if (cookie === undefined) throw new Error(`no session: ${response.status} ${await response.text()}`)
  return cookie
}
