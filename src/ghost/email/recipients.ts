import { GhostSyncFailure } from '../../model/failure.ts'
import type { Newsletter } from '../site/site-facts.ts'
import { askAdmin } from '../transport/ask-admin.ts'
import type { Connection } from '../transport/connection.ts'
import { identifySite } from '../transport/identify-site.ts'
import { isObject } from '../transport/json-value.ts'
import { quoteFilterValue } from '../transport/lists.ts'

/** The members who would get an e-mail. */
export type Audience =
  | { readonly kind: 'counted'; readonly members: number }
  /** The key may not ask for members. */
  | { readonly kind: 'unknown' }
  /** Ghost cannot read the filter. */
  | { readonly kind: 'bad-segment' }

/**
 * Counts the members that Ghost would send a newsletter to, by the filter that Ghost itself uses then (`EmailSegmenter`, 5.130; `mega.js` before).
 */
export async function countRecipients(
  connection: Connection,
  newsletter: Newsletter,
  segment: string,
): Promise<Audience> {
  const { newsletters } = (await identifySite(connection)).capabilities
  const query =
    newsletters.kind === 'by-slug'
      ? { filter: composeFilter(newsletter, segment), fields: 'id' }
      : composeOnlyQuery(newsletters.segments, segment)
  try {
    const answer = await askAdmin(connection, {
      method: 'GET',
      path: 'members/',
      query: { ...query, limit: '1' },
    })
    const pagination = isObject(answer.meta) ? answer.meta.pagination : undefined
    const total = isObject(pagination) ? pagination.total : undefined
    return typeof total === 'number' ? { kind: 'counted', members: total } : { kind: 'unknown' }
  } catch (error) {
    if (!(error instanceof GhostSyncFailure)) throw error
    if (error.code === 'ghost/validation') return { kind: 'bad-segment' }
    if (error.code === 'auth/forbidden') return { kind: 'unknown' }
    // A Ghost 3 whose members are switched off refuses the request (seen on 3.42).
    if (newsletters.kind === 'only-one' && error.code === 'ghost/not-found') return { kind: 'unknown' }
    throw error
  }
}

/** Composes the query for Ghost 3, which has a parameter in place of a filter and does not understand it together with `fields` (seen on 3.42). */
function composeOnlyQuery(segments: 'any-filter' | 'free-or-paid', segment: string): Readonly<Record<string, string>> {
  if (segment === 'all') return { filter: 'subscribed:true', fields: 'id' }
  return segments === 'any-filter'
    ? { filter: `subscribed:true+(${segment})`, fields: 'id' }
    : { filter: 'subscribed:true', paid: String(segment === 'status:-free') }
}

function composeFilter(newsletter: Newsletter, segment: string): string {
  return [
    `newsletters.id:${quoteFilterValue(newsletter.id)}`,
    'email_disabled:0',
    ...(segment === 'all' ? [] : [`(${segment})`]),
    ...(newsletter.paidOnly ? ['status:-free'] : []),
  ].join('+')
}
