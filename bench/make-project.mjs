import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeContent } from './make-content.mjs'

/** Writing requests under way at once, here and in the baseline. */
export const CONCURRENCY = 3

/** A repository of posts for the sandbox site, with an ownership tag of its own. */
export async function makeProject(parent, name, site, content) {
  const folder = join(parent, name)
  await mkdir(folder, { recursive: true })
  const config = {
    project: name,
    sites: { bench: { url: site.url, adminKeyEnv: 'BENCH_ADMIN' } },
    policies: { ownershipTag: `#${name}`, concurrency: CONCURRENCY },
  }
  await writeFile(join(folder, 'ghost-sync.config.json'), JSON.stringify(config, null, 2))
  // Slugs of its own: the projects of one bench share a site.
  await makeContent(folder, { prefix: name, ...content })
  return { folder, env: { BENCH_ADMIN: site.adminKey } }
}
