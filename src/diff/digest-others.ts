import { createHash } from 'node:crypto'
import { FIELD_NAMES, type FieldName } from '../fields.ts'
import type { RemotePost } from '../ghost/remote-post.ts'
import type { ComparisonContext } from './comparison-context.ts'
import { digestField } from './digest-field.ts'
import { isDefault } from './is-default.ts'

/**
 * One digest over the fields of a post that its file does not manage, so that a removal sees what somebody did to them since: Ghost's lists feature
 * posts, tag them and change who may read them, and leave the stamp as it is. What Ghost has by default is left out, so that a new post needs
 * none, and so is the date, which Ghost sets itself when a post comes out.
 * @param managed the fields that the stamp speaks of
 * @returns undefined when all of them are Ghost's defaults
 */
export function digestOthers(
  managed: readonly string[],
  remote: RemotePost,
  { siteUrl, defaultAuthor }: Pick<ComparisonContext, 'siteUrl' | 'defaultAuthor'>,
  digest: typeof digestField = digestField,
): string | undefined {
  const others = FIELD_NAMES.filter((field): field is Exclude<FieldName, 'body'> => {
    // The body is always managed; and what Ghost does not send of a page or a post has no value there.
    if (field === 'body' || field === 'published_at' || remote.fields[field] === undefined) return false
    return !managed.includes(field) && !isDefault(field, remote, defaultAuthor)
  })
  if (others.length === 0) return undefined
  // From scheduled to published, and from there to sent, a post goes by itself.
  const values = others.map((field) => [
    field,
    field === 'status' ? 'out' : digest(field, remote.fields[field] ?? null, siteUrl),
  ])
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16)
}
