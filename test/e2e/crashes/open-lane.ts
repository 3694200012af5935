import { rmSync } from 'node:fs'
import { basename } from 'node:path'
import { listPosts } from '../../../src/ghost/posts/list-posts.ts'
import { deletePost } from '../../../src/ghost/posts/write-post.ts'
import type { Connection } from '../../../src/ghost/transport/connection.ts'
import { runInTurns } from '../../../src/ghost/transport/run-in-turns.ts'
import type { TestSite } from '../boot-sites.ts'
import { openLine } from '../edit-in-ghost.ts'
import { type FaultProxy, startFaultProxy } from '../fault-proxy.ts'
import { openWorkspace, type Workspace } from '../open-workspace.ts'
import { composeGeneration, type Generation } from './compose-generation.ts'
import { locateFiles, readSiteState, type SiteState } from './read-site-state.ts'

/** A repository, two real sites and a proxy before each. Lanes share the sites and see nothing of each other. */
export interface Lane {
  readonly name: string
  readonly workspace: Workspace
  readonly proxies: readonly FaultProxy[]
  /** Makes the repository be in that state, and takes all but one of the lane's files off the sites' disks: its uploads are new again. */
  readonly checkOut: (generation: Generation | 'nothing') => void
  readonly readStates: () => Promise<readonly SiteState[]>
  /** Deletes every post of the lane on both sites. */
  readonly clean: () => Promise<void>
  readonly settle: () => Promise<void>
  readonly close: () => Promise<void>
}

export async function openLane(name: string, sites: readonly TestSite[], count: number): Promise<Lane> {
  const proxies = await Promise.all(sites.map(({ url }) => startFaultProxy(url)))
  const through = sites.map((site, nth) => ({ ...site, url: proxies[nth]?.url ?? '' }))
  const policies = { maxDeletes: 1000, timeoutSeconds: 20 }
  const workspace = openWorkspace({ name, sites: through, policies })
  const lines = sites.map((site) => openLine(site, `#${name}`))
  const settle = async () => void (await Promise.all(proxies.map((proxy) => proxy.settle())))
  return {
    name,
    workspace,
    proxies,
    settle,
    checkOut(generation) {
      workspace.write('content/posts/.keep', '')
      workspace.remove('content')
      // A repository without any file would be taken for a mistake.
      const stub = new Map([[`content/posts/${name}-stub.md`, '---\ntitle: Stub\nstatus: draft\n---\nText.\n']])
      const files = generation === 'nothing' ? stub : composeGeneration(name, generation, count)
      for (const [path, content] of files) workspace.write(path, content)
      const ofState = new RegExp(`^${name}-(own|shared|paper)-[ab]-`)
      for (const { contentFolder } of sites) {
        for (const path of locateFiles(contentFolder)) if (ofState.test(basename(path))) rmSync(path)
      }
    },
    readStates: () =>
      Promise.all(sites.map((site, nth) => readSiteState(lines[nth] as Connection, name, site.contentFolder))),
    clean: async () => void (await Promise.all(lines.map((line) => deleteAll(line, name)))),
    async close() {
      await settle()
      await Promise.all(proxies.map((proxy) => proxy.close()))
      await Promise.all(lines.map((line) => deleteAll(line, name)))
      rmSync(workspace.folder, { recursive: true, force: true })
    },
  }
}

async function deleteAll(line: Connection, name: string): Promise<void> {
  const filter = `slug:~^'${name}-'`
  const found = [...(await listPosts(line, 'post', filter)), ...(await listPosts(line, 'page', filter))]
  await runInTurns(found, 4, ({ type, id }) => deletePost(line, type, id))
}
