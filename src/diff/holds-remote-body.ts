import type { RemotePost } from '../ghost/remote-post.ts'
import type { LexicalRoot } from '../markdown/lexical.ts'
import type { DesiredPost } from '../scan/desired-post.ts'
import { canonicaliseKnown } from './canonicalise-known.ts'
import type { ComparisonContext } from './comparison-context.ts'
import { containsChanges } from './contains-changes.ts'
import { digestBody } from './digest-field.ts'

/**
 * Whether the text of a file already has all that was changed in Ghost, as after `ghost-sync pull` merged it. It takes the text that we wrote
 * last, which only a revision holds: a digest tells that both sides changed, and not where.
 */
export function holdsRemoteBody(
  desired: DesiredPost,
  remote: RemotePost,
  { siteUrl, files = new Map() }: ComparisonContext,
): boolean {
  const { base } = remote
  if (base.kind !== 'revision' || remote.body.kind !== 'lexical') return false
  const { fields, stored } = base.stamp
  // Saved by something that keeps the stamp: the text beside it is not the one that it tells of.
  if (![fields.body, stored?.body].includes(digestBody(base.root, siteUrl))) return false
  const read = (root: LexicalRoot): readonly string[] =>
    (canonicaliseKnown({ kind: 'lexical', root }, files, siteUrl) ?? []).map((node) => JSON.stringify(node))
  return containsChanges(read(desired.body), read(base.root), read(remote.body.root))
}
