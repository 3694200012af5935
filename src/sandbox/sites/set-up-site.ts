import { setTimeout as sleep } from 'node:timers/promises'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import type { SandboxOwner } from './sandbox-site.ts'

export interface SiteKeys {
  readonly adminKey: string
  readonly contentKey: string
}

/** What the Admin API returns about a custom integration; nothing else of it is read. */
interface Integration {
  readonly name: string
  readonly api_keys: readonly { readonly id: string; readonly type: string; readonly secret: string }[]
}

const INTEGRATION = 'ghost-sync'
const ATTEMPTS = 20

export interface SiteAddress {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  /** See `GhostRelease`. */
  readonly adminRoot: string
}

/**
 * Gives a Ghost that has just booted its owner and its integration, and fetches the keys. Before each step it checks whether the step was done
 * already, so it also completes an interrupted set-up.
 */
export async function setUpSite(
  { url, adminRoot }: SiteAddress,
  title: string,
  owner: SandboxOwner,
): Promise<SiteKeys> {
  const api = `${url}${adminRoot}`
  // Ghost accepts requests with a cookie from its own pages only, which it recognises by this header.
  const headers = { 'content-type': 'application/json', origin: url }
  const status = await askGhost<{ setup: [{ status: boolean }] }>(`${api}/authentication/setup/`, { headers })
  if (!status.setup[0].status) {
    const { name, email, password } = owner
    const setup = [{ name, email, password, blogTitle: title }]
    await askGhost(`${api}/authentication/setup/`, { method: 'POST', headers, body: JSON.stringify({ setup }) })
  }
  const { cookie, integrations } = await logIn(api, headers, owner)
  const present = integrations.find(({ name }) => name === INTEGRATION)
  if (present !== undefined) return readKeys(present)
  const made = await askGhost<{ integrations: [Integration] }>(`${api}/integrations/?include=api_keys`, {
    method: 'POST',
    headers: { ...headers, cookie },
    body: JSON.stringify({ integrations: [{ name: INTEGRATION }] }),
  })
  return readKeys(made.integrations[0])
}

/** Logs in. For a second or so after the set-up Ghost hands out sessions that it then refuses: a new one has to be requested. */
async function logIn(api: string, headers: Record<string, string>, { email, password }: SandboxOwner) {
  for (let attempt = 1; ; attempt++) {
    const body = JSON.stringify({ username: email, password })
    const session = await fetch(`${api}/session/`, { method: 'POST', headers, body, redirect: 'error' })
    await session.arrayBuffer()
    const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const list = await fetch(`${api}/integrations/?include=api_keys&limit=100`, {
      headers: { ...headers, cookie },
      redirect: 'error',
    })
    if (session.ok && list.ok) {
      const { integrations } = (await list.json()) as { integrations: readonly Integration[] }
      return { cookie, integrations }
    }
    if (attempt === ATTEMPTS)
      throw describeRefusal(list.url, session.ok ? list.status : session.status, await list.text())
    await sleep(500)
  }
}

async function askGhost<T>(address: string, request: RequestInit): Promise<T> {
  const answer = await fetch(address, { ...request, redirect: 'error' })
  if (!answer.ok) throw describeRefusal(address, answer.status, await answer.text())
  return (await answer.json()) as T
}

function describeRefusal(address: string, status: number, text: string): GhostSyncFailure {
  const message = `The sandbox site did not let itself be set up: ${new URL(address).pathname} answered ${status}.`
  return new GhostSyncFailure('sandbox/set-up-failed', message, EXIT_CODE.failed, { status, cause: new Error(text) })
}

function readKeys({ api_keys }: Integration): SiteKeys {
  const admin = api_keys.find(({ type }) => type === 'admin')
  const content = api_keys.find(({ type }) => type === 'content')
  if (admin === undefined || content === undefined) throw new Error('the integration of the sandbox site lacks a key')
  // With `include=api_keys` Ghost 5 and 6 return `id:secret` already.
  return {
    adminKey: admin.secret.includes(':') ? admin.secret : `${admin.id}:${admin.secret}`,
    contentKey: content.secret,
  }
}
