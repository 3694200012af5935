import { keepStoredBlocks } from '../diff/compare/keep-stored-blocks.ts'
import type { Payload } from '../diff/plan.ts'
import { composeBody } from '../ghost/posts/compose-body.ts'
import { composePost, type WirePost } from '../ghost/posts/compose-post.ts'
import type { Stamp } from '../ghost/posts/remote-post.ts'
import type { WrittenPost } from '../ghost/posts/write-post.ts'
import { type LexicalRoot, listPendingEmbeds, renderLexicalHtml } from '../markdown/index.ts'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'
import type { FieldValues } from '../model/fields.ts'
import { ASSET_PLACEHOLDER, ASSET_SCHEME } from '../scan/source/asset.ts'
import type { WriteContext } from './publish-context.ts'

/**
 * Composes a payload as Ghost takes it: assets have their URLs, the stamp is stored beside the body, the ownership tag comes after the post's own
 * tags.
 * @param root the post's own body: what the payload does not change of it stays to the byte, and the stamp needs a document that carries it
 * @param mobiledoc the document that `root` was read from, where the site keeps it as Mobiledoc
 * @param id of the post that is written over; undefined: it is created
 * @param tags the post's tags when the payload does not write them; undefined: Ghost keeps what it has
 * @throws GhostSyncFailure the reason why one of its assets could not be uploaded
 */
export function composeWrite(
  payload: Payload,
  context: WriteContext,
  {
    root,
    mobiledoc,
    tags,
    id,
  }: {
    readonly root?: LexicalRoot
    readonly mobiledoc?: string | undefined
    readonly tags?: readonly string[]
    readonly id?: string
  },
): WirePost {
  for (const key of payload.assets) {
    const failure = context.failedAssets.get(key)
    if (failure !== undefined) throw failure
  }
  const fields: FieldValues = replaceAssetPlaceholders(payload.fields, context.uploaded)
  const wanted = payload.body === undefined ? undefined : replaceAssetPlaceholders(payload.body, context.uploaded)
  const body =
    root === undefined || wanted === undefined ? (wanted ?? root) : keepStoredBlocks(root, wanted, context.facts.url)
  refusePending(body)
  const owner = id === undefined ? { slug: String(fields.slug) } : { id }
  return composePost({
    fields: tags === undefined || fields.tags !== undefined ? fields : { ...fields, tags },
    body: body === undefined ? undefined : composeBody(body, payload.stamp, context.facts, owner, mobiledoc),
    ownershipTag: context.ownershipTag,
    facts: context.facts,
  })
}

/** Refuses a body with an embed that is still pending: Ghost cuts a post off at a node that it does not know, and answers 201. */
function refusePending(body: LexicalRoot | undefined): void {
  if (body === undefined || listPendingEmbeds(body).length === 0) return
  throw new GhostSyncFailure('publish/embed-pending', 'a bare URL was not replaced by its card', EXIT_CODE.bug, {
    hint: 'This is a bug in ghost-sync: please report it.',
  })
}

/** Returns the same stamp with another digest for one field, for the next write. */
export function restamp(stamp: Stamp, fields: Stamp['fields']): Stamp {
  return { ...stamp, fields: { ...stamp.fields, ...fields }, seq: (stamp.seq ?? 0) + 1 }
}

/**
 * Replaces each asset placeholder by its URL, anywhere in a JSON value.
 * @throws GhostSyncFailure `publish/asset-missing` when a placeholder has no URL: published as it stands, it would be a broken picture
 */
export function replaceAssetPlaceholders<Value>(value: Value, urls: ReadonlyMap<string, string>): Value {
  return replacePlaceholders(value, urls) as Value
}

function replacePlaceholders(value: unknown, urls: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') {
    return value.includes(ASSET_SCHEME) ? value.replace(ASSET_PLACEHOLDER, (_, key: string) => urlOf(key, urls)) : value
  }
  if (Array.isArray(value)) return value.map((entry) => replacePlaceholders(entry, urls))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, replacePlaceholders(entry, urls)]))
}

function urlOf(key: string, urls: ReadonlyMap<string, string>): string {
  const url = urls.get(key)
  if (url !== undefined) return url
  throw new GhostSyncFailure('publish/asset-missing', `no upload is known for the file with the hash ${key}`, 1, {
    hint: 'This is a bug in ghost-sync: please report it.',
  })
}

/**
 * Checks that Ghost has rendered the whole document. Where it cannot render a node, it answers 201 and drops the rest from its HTML
 * (docs/lexical.md). Read as success, half a post would stand on the site unnoticed.
 * @throws GhostSyncFailure `ghost/body-not-rendered`
 */
export function verifyBody(payload: Payload, { post, html }: WrittenPost): void {
  if (payload.body === undefined || html !== null) return
  // A post of an e-mail card, or of paragraphs without words, has no HTML on the web.
  if (
    renderLexicalHtml(payload.body, { ghost: 5, isUpload: () => false })
      .replace(/<\/?p>/g, '')
      .trim() === ''
  )
    return
  throw new GhostSyncFailure(
    'ghost/body-not-rendered',
    `${post.url} was stored, but Ghost shows nothing of it`,
    EXIT_CODE.failed,
    {
      hint: 'Ghost could not render one of its blocks. Please report it with the file.',
    },
  )
}
