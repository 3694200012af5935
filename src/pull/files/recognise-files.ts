import type { SitePlan } from '../../diff/plan.ts'
import type { RemotePost } from '../../ghost/posts/remote-post.ts'
import type { Connection } from '../../ghost/transport/connection.ts'
import { runInTurns } from '../../ghost/transport/run-in-turns.ts'
import { findAssetUrls } from '../../scan/assets/asset-urls.ts'
import type { DesiredPost } from '../../scan/source/desired-post.ts'
import { listCopies, listFileUrls } from './list-file-urls.ts'
import type { SiteFiles } from './site-files.ts'

/**
 * Finds out which addresses of the site are files of the repository. Their names carry no digest, because ghost-sync did not upload them, so their
 * bytes are compared. This is done only for posts that would otherwise be reported as different and have local files that the site's document does
 * not name: the usual plan downloads nothing.
 *
 * @returns content hash by address, to plan with once more
 */
export async function recogniseFiles(
  plan: SitePlan,
  desired: readonly DesiredPost[],
  remote: readonly RemotePost[],
  connection: Connection,
  files: SiteFiles,
): Promise<ReadonlyMap<string, string>> {
  const pairs = plan.actions.flatMap((action) => {
    if (action.kind !== 'conflict' && action.kind !== 'unowned') return []
    const wanted = desired.find(({ path }) => path === action.path)
    const post = remote.find(({ id }) => id === action.id)
    return wanted === undefined || post === undefined ? [] : [{ desired: wanted, remote: post }]
  })
  return recognisePairs(pairs, plan.url, connection, files)
}

/** Does the same for pairs of a file and its post. */
export async function recognisePairs(
  pairs: readonly { readonly desired: DesiredPost; readonly remote: RemotePost }[],
  siteUrl: string,
  connection: Connection,
  files: SiteFiles,
): Promise<ReadonlyMap<string, string>> {
  const urls = new Set<string>()
  const wanted = new Set<string>()
  for (const { desired, remote } of pairs) {
    const text = describe(remote)
    const there = new Set(findAssetUrls(text).map(({ hash }) => hash))
    const missing = desired.assets.filter(({ hash }) => !there.has(hash))
    if (missing.length === 0) continue
    for (const { hash } of missing) wanted.add(hash)
    for (const url of listFileUrls(text, siteUrl)) urls.add(url)
  }
  const known = await runInTurns([...urls], connection.concurrency, async (url) => {
    for (const copy of listCopies(url)) {
      const download = await files.hash(copy)
      const hash = download.kind === 'file' ? download.hash : ''
      if (wanted.has(hash)) return [[url, hash] as const]
    }
    return []
  })
  return new Map(known.flat())
}

function describe({ fields, body }: RemotePost): string {
  return JSON.stringify([fields, body])
}
