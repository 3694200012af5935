import type { RemotePost } from '../../ghost/posts/remote-post.ts'
import type { Connection } from '../../ghost/transport/connection.ts'
import { runInTurns } from '../../ghost/transport/run-in-turns.ts'
import { type FileState, probeFile } from '../../ghost/uploads/upload-asset.ts'
import { findAssetUrls } from '../../scan/assets/asset-urls.ts'
import type { Asset } from '../../scan/source/asset.ts'
import { listFileUrls } from './list-file-urls.ts'

/** The state of the files that posts show, by address. */
export interface FileStates {
  readonly gone: ReadonlyMap<string, string>
  /** Addresses without a clear answer, each with the reason: another host, an answer that says nothing. */
  readonly unseen: ReadonlyMap<string, string>
}

/** Lists the addresses in a post of files that people, or we, uploaded to the site. */
export function listPostFiles({ fields, body }: RemotePost, siteUrl: string): readonly string[] {
  return listFileUrls(JSON.stringify([fields, body]), siteUrl)
}

/**
 * Sends a HEAD request for every picture, film and file of the site that these posts show, each once. A file that was deleted on the server leaves
 * its address in the post, and nothing in the post shows the deletion.
 * @param assets the local files, for their sizes
 */
export async function findGoneFiles(
  posts: readonly RemotePost[],
  connection: Connection,
  siteUrl: string,
  assets: ReadonlyMap<string, Asset>,
): Promise<FileStates> {
  const sizes = new Map([...assets.values()].map(({ hash, size }) => [hash, size]))
  const urls = new Set(posts.flatMap((post) => listPostFiles(post, siteUrl)))
  const unseen = new Map(posts.flatMap((post) => listElsewhere(post, siteUrl)).map((url) => [url, 'on another host']))
  const gone = new Map<string, string>()
  const look = async (url: string) => {
    const state = await probeUrl(url, connection, siteUrl, sizes)
    if (state.kind === 'gone') gone.set(url, state.reason)
    if (state.kind === 'unknown') unseen.set(url, state.reason)
  }
  await runInTurns([...urls], connection.concurrency, look)
  return { gone, unseen }
}

function probeUrl(
  url: string,
  connection: Connection,
  siteUrl: string,
  sizes: ReadonlyMap<string, number>,
): Promise<FileState> {
  const path = url.slice(siteUrl.length + 1)
  const endpoint = /^content\/(images|media|files)\//i.exec(path)?.[1]?.toLowerCase() as Asset['endpoint']
  const size = sizes.get(findAssetUrls(url)[0]?.hash ?? '')
  return probeFile(connection, path, { endpoint, uploadName: path, ...(size !== undefined && { size }) })
}

/** Lists our uploads that a storage adapter keeps on another server: no request goes to a host that the config does not name. */
function listElsewhere({ fields, body }: RemotePost, siteUrl: string): readonly string[] {
  return findAssetUrls(JSON.stringify([fields, body])).flatMap(({ url }) =>
    /^https?:/i.test(url) && !url.startsWith(`${siteUrl}/`) ? [url] : [],
  )
}
