import type { RemotePost, Stamp } from '../../ghost/posts/remote-post.ts'
import type { LexicalRoot } from '../../markdown/index.ts'
import type { FieldName } from '../../model/fields.ts'
import type { DesiredPost } from '../../scan/source/desired-post.ts'
import { readBody } from './canonicalise.ts'
import {
  type ComparisonContext,
  DIGEST_RULES,
  digestBody,
  digestField,
  digestOthers,
  generationOf,
  type OlderRules,
} from './digests.ts'

/** The digest of a value by the rules of the stamp (undefined: they are not kept) and by those of today. */
interface Reading {
  readonly before: string | undefined
  readonly now: string
}

/**
 * Returns a post whose stamp an older generation made, with the stamp that today's rules would have made. For a value that has not changed since, the
 * new digest is known, because the value can be digested again. A digest that belongs to no value any more stays, and equals nothing: that field was
 * changed. A body whose older rules are not kept is read from the revision that carries the stamp.
 *
 * @param local the file with the path that the stamp names
 */
export function translateBase(
  post: RemotePost,
  local: DesiredPost | undefined,
  context: ComparisonContext,
): RemotePost {
  const { rules = DIGEST_RULES, siteUrl } = context
  const { base } = post
  if (base.kind === 'none' || generationOf(base.stamp) >= rules.generation) return post
  const { stamp } = base
  const older = rules.older.get(generationOf(stamp)) ?? {}
  const fields: Partial<Record<FieldName, string>> = { ...stamp.fields }
  const stored: Partial<Record<FieldName, string>> = { ...stamp.stored }
  for (const field of Object.keys(stamp.fields) as FieldName[]) {
    if (field === 'body') continue
    const readings = readValues(field, post, local, older, siteUrl)
    for (const digests of [fields, stored]) {
      const now = translate(digests[field], readings)
      if (now !== undefined) digests[field] = now
    }
  }
  const body = translateBody(post, local, older, siteUrl)
  const others = translateOthers(post, stamp, older, context)
  const translated: Stamp = {
    ...stamp,
    fields: { ...fields, ...(body.written !== undefined && { body: body.written }) },
    ...((stamp.stored !== undefined || body.stored !== undefined) && {
      stored: { ...stored, ...(body.stored !== undefined && { body: body.stored }) },
    }),
    ...(others !== undefined && { others }),
    generation: rules.generation,
  }
  return { ...post, base: { ...base, stamp: translated, ...(body.isUntold && { isUntold: true }) } }
}

function readValues(
  field: Exclude<FieldName, 'body'>,
  post: RemotePost,
  local: DesiredPost | undefined,
  older: OlderRules,
  siteUrl: string,
): readonly Reading[] {
  const values = [post.fields[field] ?? null, ...(local === undefined ? [] : [local.fields[field] ?? null])]
  const digestThen = older.digestField ?? digestField
  return values.map((value) => ({
    before: digestThen(field, value, siteUrl),
    now: digestField(field, value, siteUrl),
  }))
}

function translateBody(post: RemotePost, local: DesiredPost | undefined, older: OlderRules, siteUrl: string) {
  const { base } = post
  if (base.kind === 'none') return { written: undefined, stored: undefined, isUntold: false }
  const { fields, stored } = base.stamp
  const isKept = older.digestBody !== 'not-kept'
  const digestThen = (older.digestBody === 'not-kept' ? older.digestMost : older.digestBody) ?? digestBody
  const read = (root: LexicalRoot | undefined): readonly Reading[] =>
    root === undefined ? [] : [{ before: digestThen(root, siteUrl), now: digestBody(root, siteUrl) }]
  const written = findWritten(post)
  const [here, there] = [read(local?.body), [...read(written), ...read(readBody(post.body))]]
  // Of two bodies that were one by the rules of then, the file's is what was sent, and Ghost's is the form in which it is stored.
  const sent = translate(fields.body, [...here, ...there])
  const kept = translate(stored?.body ?? fields.body, [...there, ...here])
  const isKnown = isKept || sent !== undefined || kept !== undefined
  if (isKnown || written === undefined) {
    return { written: sent, stored: stored?.body === undefined && kept === sent ? undefined : kept, isUntold: !isKnown }
  }
  // The revision holds Ghost's form of the body. If Ghost had changed it, what was sent is lost.
  const now = digestBody(written, siteUrl)
  return stored?.body === undefined
    ? { written: now, stored: undefined, isUntold: false }
    : { written: undefined, stored: now, isUntold: false }
}

/**
 * Returns the document that was written with the stamp of a post. Before revisions are requested it is taken to be the current one: a plan requests
 * them before it writes to the post. A Mobiledoc that still has the stamp at its top was not edited since.
 */
function findWritten({ base, body }: RemotePost): LexicalRoot | undefined {
  if (base.kind === 'none') return undefined
  if (base.kind === 'revision') return base.root
  const { written, isBodyUntouched, outlivesEdits } = base
  if (written !== undefined && written !== 'forgotten') return written
  const isThere = isBodyUntouched === true || (outlivesEdits !== true && written === undefined)
  return isThere ? readBody(body) : undefined
}

function translateOthers(
  post: RemotePost,
  { fields, others }: Stamp,
  { digestField: digestThen }: OlderRules,
  context: ComparisonContext,
): string | undefined {
  if (others === undefined || digestThen === undefined) return others
  const managed = Object.keys(fields)
  return digestOthers(managed, post, context, digestThen) === others ? digestOthers(managed, post, context) : others
}

function translate(told: string | undefined, readings: readonly Reading[]): string | undefined {
  return readings.find(({ before }) => before !== undefined && before === told)?.now
}
