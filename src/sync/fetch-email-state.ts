import type { SitePlan } from '../diff/plan.ts'
import { comesOut, type EmailState, nameAudience } from '../diff/plan-email.ts'
import { fetchMailState, fetchMailStates, type MailState } from '../ghost/email/email-state.ts'
import { type Audience, countRecipients } from '../ghost/email/recipients.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import type { SiteFacts } from '../ghost/site/site-facts.ts'
import type { Connection } from '../ghost/transport/connection.ts'
import type { DesiredPost } from '../scan/source/desired-post.ts'

/**
 * Fetches the e-mail state that the plan needs: for each post that is published by it, whether it has been sent; for each whose file names a
 * newsletter, which one it carries; and how many members would get what is sent. Nothing is fetched where no file names a newsletter and nothing is
 * published.
 * @param plan made without this knowledge
 */
export async function fetchEmailState(
  plan: SitePlan,
  desired: readonly DesiredPost[],
  remote: readonly RemotePost[],
  connection: Connection,
  facts: SiteFacts,
): Promise<EmailState | undefined> {
  const files = new Map(desired.map((post) => [post.path, post]))
  const posts = new Map(remote.map((post) => [post.id, post]))
  const states = new Map<string, MailState>()
  const audiences = new Map<string, Audience>()
  const standing: string[] = []
  let asks = false
  for (const action of plan.actions) {
    const file = files.get(action.path)
    if (file === undefined || file.type !== 'post') continue
    const post = 'id' in action ? posts.get(action.id) : undefined
    if (comesOut(action, post)) {
      asks = true
      const state = post === undefined ? undefined : await fetchMailState(connection, post.id)
      if (post !== undefined && state !== undefined) states.set(post.id, state)
      await fetchAudience(file, connection, facts, audiences)
    } else if (post !== undefined && file.newsletter?.line !== undefined && post.fields.status !== 'draft') {
      standing.push(post.id)
    }
  }
  for (const [id, state] of await fetchMailStates(connection, standing)) states.set(id, state)
  return asks || states.size > 0 ? { states, audiences } : undefined
}

async function fetchAudience(
  { newsletter: asked }: DesiredPost,
  connection: Connection,
  facts: SiteFacts,
  audiences: Map<string, Audience>,
): Promise<void> {
  const newsletter = facts.newsletters.find(({ slug }) => slug === asked?.slug)
  if (asked === undefined || newsletter === undefined) return
  const name = nameAudience({ newsletter: newsletter.slug, segment: asked.segment })
  if (audiences.has(name)) return
  audiences.set(name, await countRecipients(connection, newsletter, asked.segment))
}
