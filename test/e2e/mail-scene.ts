import { rmSync } from 'node:fs'
import { expect } from 'vitest'
import type { Plan } from '../../src/diff/plan.ts'
import type { RemotePost } from '../../src/ghost/posts/remote-post.ts'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import { askAdmin } from '../../src/ghost/transport/ask-admin.ts'
import type { Connection } from '../../src/ghost/transport/connection.ts'
import type { SiteOutcome } from '../../src/publish/site-outcome.ts'
import { askAsOwner } from './ask-as-owner.ts'
import type { TestSite } from './boot-sites.ts'
import { listRemote, openLine } from './edit-in-ghost.ts'
import { type FakeMailgun, startFakeMailgun } from './fake-mailgun.ts'
import { type FaultProxy, type ProxiedRequest, startFaultProxy } from './fault-proxy.ts'
import { openWorkspace, type Run, type Workspace } from './open-workspace.ts'

/** A site with a newsletter, its members, and a Mailgun on loopback that counts what Ghost hands over for delivery. */
export interface MailRoom {
  readonly mailgun: FakeMailgun
  /** @returns ids, for who wants to delete them before the room closes */
  readonly addMember: (member: { readonly email: string; readonly labels?: readonly string[] }) => Promise<string[]>
  readonly setScene: (name: string) => Promise<Scene>
  /** Whose name is known only once the newsletter is. */
  readonly setNewsletterStatus: (status: 'active' | 'archived') => Promise<void>
  readonly close: () => Promise<void>
}

export interface Scene {
  readonly workspace: Workspace
  readonly proxy: FaultProxy
  readonly line: Connection
  /** Writes `content/posts/<name>.md` with this title and the newsletter. */
  readonly write: (title: string, more?: string, body?: string) => void
  readonly post: () => Promise<RemotePost>
  readonly posts: () => Promise<readonly RemotePost[]>
  readonly push: (...args: string[]) => Promise<Pushed>
  /** Titles with their kinds and, where something was sent, to how many. */
  readonly readPlan: (...args: string[]) => Promise<Plan>
}

export interface Pushed {
  readonly code: number | null
  readonly kinds: readonly string[]
  readonly outcome: SiteOutcome
}

export async function openMailRoom(
  site: TestSite,
  newsletter: { readonly name: string; readonly slug: string },
  members: readonly { readonly email: string; readonly labels?: readonly string[] }[],
): Promise<MailRoom> {
  const mailgun = await startFakeMailgun(site)
  const { newsletters } = (await askAsOwner(site, 'POST', 'newsletters/', {
    newsletters: [{ ...newsletter, subscribe_on_signup: true }],
  })) as { readonly newsletters: readonly { readonly id: string }[] }
  const id = newsletters[0]?.id ?? ''
  const line = openLine(site, `#${newsletter.slug}`)
  const cleanups: (() => Promise<void>)[] = []
  const addMember = async (member: object) => {
    const value = { members: [{ ...member, newsletters: [{ id }] }] }
    const answer = await askAdmin(line, { method: 'POST', path: 'members/', body: { kind: 'json', value } })
    return (answer.members as { id: string }[]).map((one) => one.id)
  }
  const ids: string[] = []
  for (const member of members) ids.push(...(await addMember(member)))
  return {
    mailgun,
    addMember,
    setScene: (name) => setScene(site, newsletter.name, name, cleanups),
    setNewsletterStatus: async (status) =>
      void (await askAsOwner(site, 'PUT', `newsletters/${id}/`, { newsletters: [{ status }] })),
    close: async () => {
      for (const cleanup of cleanups) await cleanup()
      for (const member of ids) await askAsOwner(site, 'DELETE', `members/${member}/`)
      await mailgun.close()
    },
  }
}

async function setScene(
  site: TestSite,
  newsletter: string,
  name: string,
  cleanups: (() => Promise<void>)[],
): Promise<Scene> {
  const proxy = await startFaultProxy(site.url)
  const workspace = openWorkspace({ name, sites: [{ ...site, url: proxy.url }] })
  const line = openLine(site, `#${name}`)
  cleanups.push(async () => {
    await proxy.settle()
    await proxy.close()
    for (const { type, id } of await listRemote(line)) await deletePost(line, type, id)
    rmSync(workspace.folder, { recursive: true, force: true })
  })
  const posts = () => listRemote(line)
  return {
    workspace,
    proxy,
    line,
    write: (title, more = 'status: published', body = 'Text.') =>
      workspace.write(
        `content/posts/${name}.md`,
        `---\ntitle: ${title}\nnewsletter: ${newsletter}\n${more}\n---\n${body}\n`,
      ),
    posts,
    post: async () => {
      const found = await posts()
      expect(found).toHaveLength(1)
      return found[0] as RemotePost
    },
    push: async (...args) => readPush(await workspace.run('push', '--json', ...args)),
    readPlan: async (...args) => JSON.parse((await workspace.run('plan', '--json', ...args)).stdout) as Plan,
  }
}

function readPush(run: Run): Pushed {
  expect(run.stdout, run.stderr).not.toBe('')
  const { sites } = JSON.parse(run.stdout) as { readonly sites: readonly [SiteOutcome] }
  return { code: run.code, kinds: sites[0].results.map(({ kind }) => kind), outcome: sites[0] }
}

/** The request that brings a post out. */
export const isRelease = ({ method, path, body }: ProxiedRequest) =>
  method === 'PUT' && /\/admin\/posts\/[0-9a-f]+\/$/.test(path) && body.includes('"status":"')

/** True for the first request that passes, whatever comes later. */
export function once(passes: (request: ProxiedRequest) => boolean): (request: ProxiedRequest) => boolean {
  let done = false
  return (request) => {
    if (done || !passes(request)) return false
    done = true
    return true
  }
}

/** Nothing to do, and nothing done. */
export const QUIET = { code: 0, kinds: ['unchanged'], outcome: { requests: { writes: 0 } } }
