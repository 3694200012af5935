import { digestField, digestRemotePost } from '../diff/compare/digests.ts'
import type { Payload, PlannedEmail } from '../diff/plan.ts'
import { fetchMailState, type MailState } from '../ghost/email/email-state.ts'
import { composeBody } from '../ghost/posts/compose-body.ts'
import { composePost, type WirePost } from '../ghost/posts/compose-post.ts'
import { fetchRemotePost } from '../ghost/posts/fetch-post.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import { updatePost } from '../ghost/posts/write-post.ts'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'
import type { FieldName, FieldValues } from '../model/fields.ts'
import { restamp } from './compose-write.ts'
import type { WriteContext } from './publish-context.ts'
import { lookAgain } from './read-before-write.ts'
import type { SentEmail } from './site-outcome.ts'

/** The fields that publish a post. They are written last, by the one request upon which Ghost sends the e-mail. */
const RELEASING = ['status', 'published_at'] as const

/** A payload in two parts: everything but the publication, and the publication. */
interface SplitPayload {
  /**
   * The stamp of this part says that the post is as visible as it was: if the push is interrupted here, the next plan still wants to publish the
   * post.
   */
  readonly first: Payload
  readonly release: { readonly fields: FieldValues; readonly digests: Readonly<Partial<Record<FieldName, string>>> }
}

/** Splits a payload. @param current the post as it is; undefined for one that is to be created, as a draft */
export function splitRelease(payload: Payload, current: RemotePost | undefined, siteUrl: string): SplitPayload {
  const fields = { ...payload.fields }
  const released: FieldValues = {}
  const digests: Partial<Record<FieldName, string>> = {}
  const before: Partial<Record<FieldName, string>> = {}
  for (const field of RELEASING) {
    const value = fields[field]
    const digest = payload.stamp.fields[field]
    if (value === undefined || digest === undefined) continue
    delete fields[field]
    released[field] = value
    digests[field] = digest
    const now = current === undefined ? (field === 'status' ? 'draft' : null) : (current.fields[field] ?? null)
    before[field] = digestField(field, now, siteUrl)
  }
  if (current === undefined) fields.status = 'draft'
  const stamp = { ...payload.stamp, fields: { ...payload.stamp.fields, ...before } }
  return { first: { ...payload, fields, stamp }, release: { fields: released, digests } }
}

export interface Released {
  readonly post: RemotePost
  readonly email: SentEmail
}

type Sending = Extract<PlannedEmail, { kind: 'send' }>

/** Ghost makes the record right after the post. A reader in between waits for it, this long in all. */
const RECORD_WAIT_MILLISECONDS = 300
const RECORD_LOOKS = 20

/**
 * Publishes a post and has Ghost send it, by one request on a post that is otherwise final. Ghost sends when that request finds the post not
 * published yet, keeps one record per post, and looks for it first; so the same request twice sends once (seen on 5.130, four at a time). If the
 * answer is lost, the record decides.
 * @param written the post as the write before answered it
 * @param slug the one that the post is to have: Ghost gives a draft another one together with its title
 * @returns undefined when somebody saved the post since
 * @throws GhostSyncFailure `publish/email-not-sent` when the post is published, and Ghost sent nothing
 */
export async function releasePost(
  written: RemotePost,
  slug: string,
  release: SplitPayload['release'],
  email: Sending,
  context: WriteContext,
): Promise<Released | undefined> {
  // A sent e-mail cannot be recalled: it must be what this push wrote, and nothing that somebody has saved since.
  const post = await lookAgain(written, context)
  if (post === undefined) return undefined
  const wire = composeRelease(post, slug, release, context)
  const newsletter = { slug: email.newsletter, segment: email.segment }
  let lost: GhostSyncFailure | undefined
  for (let sent = 0; sent < 2; sent += 1) {
    try {
      const { post: out, mail } = await updatePost(context.connection, post.type, post.id, wire, newsletter)
      return { post: out, email: await confirmEmail(out, mail, email, context, undefined) }
    } catch (error) {
      if (!(error instanceof GhostSyncFailure) || error.code === 'publish/email-not-sent') throw error
      lost = error
    }
    const after = await fetchRemotePost(context.connection, post.type, post.id)
    if (after === undefined) return undefined
    // The post was published by a try of ours that got no answer, or by somebody else, which the collision shows.
    const isOut = after.fields.status !== post.fields.status
    if (lost.code === 'ghost/collision' && !(isOut && (await carriesEmail(after, email, context)))) return undefined
    if (isOut) return { post: after, email: await confirmEmail(after, undefined, email, context, lost) }
    // Only a request that may not have arrived is repeated, and only on a post that is unchanged.
    if (lost.code !== 'ghost/no-answer') throw lost
    if (digestRemotePost(after, context.facts.url) !== digestRemotePost(post, context.facts.url)) return undefined
  }
  throw new GhostSyncFailure(
    'ghost/no-answer',
    `"${post.fields.title}" is ready, but it could not be published`,
    EXIT_CODE.failed,
    {
      hint: 'Push again: whether its e-mail went out is looked up first, and it never goes out twice.',
      cause: lost,
    },
  )
}

async function carriesEmail(
  { id }: RemotePost,
  { newsletter }: Sending,
  { connection }: WriteContext,
): Promise<boolean> {
  return (await fetchMailState(connection, id))?.newsletter === newsletter
}

function composeRelease(
  post: RemotePost,
  slug: string,
  release: SplitPayload['release'],
  { ownershipTag, facts }: WriteContext,
): WirePost & { readonly updated_at: string } {
  const fields = { ...release.fields, ...(post.fields.slug !== slug && { slug }) }
  const { base } = post
  const body =
    base.kind === 'stamp' && post.body.kind === 'lexical'
      ? composeBody(post.body.root, restamp(base.stamp, release.digests), facts, { id: post.id }, post.body.mobiledoc)
      : undefined
  return { ...composePost({ fields, body, ownershipTag, facts }), updated_at: post.updatedAt }
}

/** Compares the intended e-mail with the one that Ghost reports. */
async function confirmEmail(
  post: RemotePost,
  answered: MailState | undefined,
  { newsletter, at }: Sending,
  context: WriteContext,
  cause: GhostSyncFailure | undefined,
): Promise<SentEmail> {
  const isScheduled = post.fields.status === 'scheduled'
  let mail = answered
  for (let looks = 0; looks < RECORD_LOOKS; looks += 1) {
    if (mail !== undefined && (isScheduled || mail.email !== undefined)) break
    if (looks > 0) await context.connection.wait(RECORD_WAIT_MILLISECONDS)
    mail = await fetchMailState(context.connection, post.id)
  }
  if (isScheduled && mail?.newsletter === newsletter) {
    return { newsletter, segment: mail.segment, recipients: null, ...(at !== undefined && { at }) }
  }
  if (mail?.email !== undefined) {
    return { newsletter: mail.newsletter ?? newsletter, segment: mail.segment, recipients: mail.email.recipients }
  }
  throw new GhostSyncFailure(
    'publish/email-not-sent',
    `${post.url} is ${post.fields.status}, but Ghost ${isScheduled ? 'will not send' : 'has not sent'} its e-mail.${cause === undefined ? '' : ` ${cause.message}`}`,
    EXIT_CODE.failed,
    {
      hint: 'Mend the cause, push it with `status: draft`, and publish it again with --send-email.',
      ...(cause !== undefined && { cause }),
    },
  )
}
