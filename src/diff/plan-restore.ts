import type { RemotePost } from '../ghost/posts/remote-post.ts'
import { FIELD_NAMES, type FieldName } from '../model/fields.ts'
import { digestRemote, digestRemotePost } from './compare/digests.ts'

/** The step that brings back one post. */
export type RestoreStep =
  /** The post is deleted and is created again. Ghost gives it another id; comments and e-mail statistics of the old one stay lost. */
  | { readonly kind: 'create' }
  /** The post exists, and differs. */
  | { readonly kind: 'update'; readonly fields: readonly FieldName[]; readonly remoteDigest: string }
  /** The post exists unchanged. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly because: SlugOccupied }

/** Another post has the slug that the kept one had. */
export interface SlugOccupied {
  readonly kind: 'slug-taken'
  readonly slug: string
  readonly by: Pick<RemotePost, 'type' | 'url'> & { readonly title: string }
}

export interface RestoreInput {
  /** The post as it was kept. */
  readonly kept: RemotePost
  /** The current post of that id. */
  readonly current: RemotePost | undefined
  /** Other posts with its slug. */
  readonly rivals: readonly RemotePost[]
  readonly siteUrl: string
}

/** Decides how a kept post comes back. */
export function planRestore({ kept, current, rivals, siteUrl }: RestoreInput): RestoreStep {
  const rival = rivals.find(({ id }) => id !== kept.id)
  if (rival !== undefined && current?.fields.slug !== kept.fields.slug) {
    // An earlier run whose end nobody saw has restored it.
    if (current === undefined && rival.type === kept.type && listDifferences(kept, rival, siteUrl).length === 0)
      return { kind: 'unchanged' }
    const by = { type: rival.type, url: rival.url, title: rival.fields.title }
    return { kind: 'refused', because: { kind: 'slug-taken', slug: kept.fields.slug, by } }
  }
  if (current === undefined) return { kind: 'create' }
  const fields = listDifferences(kept, current, siteUrl)
  return fields.length === 0
    ? { kind: 'unchanged' }
    : { kind: 'update', fields, remoteDigest: digestRemotePost(current, siteUrl) }
}

/** Lists the fields in which two states of a post differ. */
export function listDifferences(one: RemotePost, other: RemotePost, siteUrl: string): readonly FieldName[] {
  return FIELD_NAMES.filter((field) => digestRemote(field, one, siteUrl) !== digestRemote(field, other, siteUrl))
}
