import { createHash } from 'node:crypto'
import type { SitePlan } from '../diff/plan.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import { runInTurns } from '../ghost/transport/run-in-turns.ts'
import { findUpload, probeFile, uploadAsset } from '../ghost/uploads/upload-asset.ts'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'
import { findAssetUrls } from '../scan/assets/asset-urls.ts'
import { type Asset, keyAsset } from '../scan/source/asset.ts'
import type { PublishContext } from './publish-context.ts'

export interface Uploaded {
  /** By key (`keyAsset`). */
  readonly urls: ReadonlyMap<string, string>
  readonly failures: ReadonlyMap<string, GhostSyncFailure>
  /** How many files were sent. */
  readonly count: number
}

/**
 * Gives every asset of the plan a URL, and uploads only those that the site lacks, each once. An asset that another post shows is checked before a
 * post shows it for the first time: the file may be deleted on the server, and the other post only has its address.
 */
export async function uploadAssets(plan: SitePlan, context: PublishContext): Promise<Uploaded> {
  const needed = assetsNeeded(plan, context)
  const urls = findUploads(context.remote, needed, context.gone)
  const failures = new Map<string, GhostSyncFailure>()
  const first = needed.filter((asset) => urls.has(keyAsset(asset)) && isShownFirst(asset, plan, context))
  const look = async (asset: Asset) => {
    try {
      const url = await findStored(asset, context)
      if (url === undefined) urls.delete(keyAsset(asset))
      else urls.set(keyAsset(asset), url)
    } catch (error) {
      if (!(error instanceof GhostSyncFailure)) throw error
      failures.set(keyAsset(asset), nameFile(error, asset))
    }
  }
  await runInTurns(first, context.concurrency, look)
  const missing = needed.filter((asset) => !urls.has(keyAsset(asset)))
  let [done, count] = [0, 0]
  const send = async (asset: Asset) => {
    if (context.signal.aborted) return
    try {
      const known = await findUpload(context.connection, asset)
      urls.set(keyAsset(asset), known ?? (await uploadOnce(asset, context)))
      if (known === undefined) count += 1
    } catch (error) {
      if (!(error instanceof GhostSyncFailure)) throw error
      failures.set(keyAsset(asset), nameFile(error, asset))
    }
    done += 1
    context.onProgress({ kind: 'upload', done, total: missing.length, file: asset.file })
  }
  await runInTurns(missing, context.concurrency, send)
  return { urls, failures, count }
}

/** Whether a post of the plan shows it that does not show it yet. */
export function isShownFirst(asset: Asset, { actions }: SitePlan, { remote }: Pick<PublishContext, 'remote'>): boolean {
  return actions.some((action) => {
    if (!('payload' in action) || !action.payload.assets.includes(keyAsset(asset))) return false
    const post = 'id' in action ? remote.find(({ id }) => id === action.id) : undefined
    const name = asset.variant === undefined ? asset.hash : stemOf(asset)
    return post === undefined || !JSON.stringify([post.fields, post.body]).includes(name)
  })
}

/** Returns the first address that posts show of it and that the site still serves; an address on another host is not checked. */
async function findStored(asset: Asset, context: PublishContext): Promise<string | undefined> {
  const { connection, facts, remote } = context
  const gone = new Set(context.gone)
  for (;;) {
    const url = findUploads(remote, [asset], gone).get(keyAsset(asset))
    if (url === undefined || !url.startsWith(`${facts.url}/`)) return url
    const state = await probeFile(connection, url.slice(facts.url.length + 1), asset)
    if (state.kind !== 'gone') return url
    gone.add(url)
  }
}

/** Adds the file's name to a site's refusal: without it nobody could find the file. */
function nameFile(error: GhostSyncFailure, { file }: Asset): GhostSyncFailure {
  const { code, message, exitCode, hint, status } = error
  const details = { cause: error, ...(hint !== undefined && { hint }), ...(status !== undefined && { status }) }
  return code.startsWith('publish/')
    ? error
    : new GhostSyncFailure(code, `${file} could not be uploaded. ${message}`, exitCode, details)
}

function assetsNeeded(plan: SitePlan, context: PublishContext): Asset[] {
  const keys = plan.actions.flatMap((action) => ('payload' in action ? action.payload.assets : []))
  return [...new Set(keys)].flatMap((key) => context.assets.get(key) ?? [])
}

/** Uploads a file once. An upload that got no answer may have landed: if it were repeated unseen, the site would keep the file twice. */
async function uploadOnce(asset: Asset, context: PublishContext): Promise<string> {
  try {
    const url = await uploadFile(asset, context)
    // Another push sent the same file at this moment, and Ghost named ours `name-1`. Posts show the one that all other runs will find.
    return url.endsWith(`/${asset.uploadName}`) ? url : ((await findUpload(context.connection, asset)) ?? url)
  } catch (error) {
    if (!(error instanceof GhostSyncFailure) || error.code !== 'ghost/no-answer') throw error
    const landed = await findUpload(context.connection, asset)
    if (landed === undefined) throw error
    return landed
  }
}

async function uploadFile(asset: Asset, context: PublishContext): Promise<string> {
  const changed = (cause?: unknown) =>
    new GhostSyncFailure(
      'publish/asset-changed',
      `${asset.file} changed while it was being published`,
      EXIT_CODE.failed,
      { hint: 'Push again.', ...(cause !== undefined && { cause }) },
    )
  let file: Blob
  let hash: string
  try {
    file = await context.openFile(asset.absolutePath)
    hash = await hashFile(file)
  } catch (cause) {
    throw changed(cause)
  }
  // The name promises the content: uploaded under the old name, the new picture would be mistaken for the old one by every later run.
  if (hash !== asset.hash) throw changed()
  return uploadAsset(context.connection, { ...asset, bytes: file })
}

/** Hashes a file as in `Asset.hash`. */
async function hashFile(file: Blob): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of file.stream()) hash.update(piece)
  return hash.digest('hex').slice(0, 16)
}

/**
 * Finds the URL of every asset that the site has already, in its posts. This is what makes an upload happen once, from any machine and without a
 * state file: the name in the URL identifies the content. Only the digest and the extension count; the words before them are the file's own name, and
 * one picture may lie in a repository under two. Of a file that readers download the whole name counts.
 * @param gone addresses that posts show and that the site no longer serves
 */
export function findUploads(
  posts: readonly RemotePost[],
  assets: readonly Asset[],
  gone: ReadonlySet<string> = new Set(),
): Map<string, string> {
  const byHash = new Map<string, Asset[]>()
  for (const asset of assets) byHash.set(asset.hash, [...(byHash.get(asset.hash) ?? []), asset])
  const found = new Map<string, string>()
  if (byHash.size === 0) return found
  for (const post of posts) {
    const text = JSON.stringify([post.fields, post.body.kind === 'lexical' ? post.body.root : null])
    for (const { url, hash, extension } of findAssetUrls(text)) {
      if (!/^https?:/i.test(url) || gone.has(url) || url.includes('/content/images/size/')) continue
      for (const asset of byHash.get(hash) ?? []) {
        if (extension !== extensionOf(asset)) continue
        if (asset.variant !== undefined && !url.includes(`/${stemOf(asset)}`)) continue
        // If two concurrent pushes stored it twice (`name-1`), all posts show the first of them.
        const [key, isFirst] = [keyAsset(asset), url.endsWith(`-${hash}${extension}`)]
        if (!found.has(key) || (isFirst && !found.get(key)?.endsWith(`-${hash}${extension}`))) found.set(key, url)
      }
    }
  }
  return found
}

/** The name of an upload without its extension: Ghost puts a counter behind it. */
function stemOf({ uploadName }: Asset): string {
  return uploadName.replace(/\.[^.]*$/, '')
}

function extensionOf({ uploadName }: Asset): string {
  return /\.[^.]*$/.exec(uploadName)?.[0] ?? ''
}
