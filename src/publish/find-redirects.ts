import type { SitePlan } from '../diff/plan.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import type { Redirect } from '../scan/redirects.ts'
import type { ActionResult } from './site-outcome.ts'

/**
 * The addresses that readers may have and at which there is nothing any more after this push. A post that moved leads to where it is; one that
 * was unpublished or deleted, for the time being, to the home page, because nobody but its author knows a better place.
 */
export function findRedirects(
  plan: SitePlan,
  results: readonly ActionResult[],
  remote: readonly RemotePost[],
): readonly Redirect[] {
  const site = new URL(plan.url)
  const folder = site.pathname.replace(/\/$/, '')
  const toPath = (url: string) => {
    const { origin, pathname } = new URL(url, site)
    return origin === site.origin && pathname.startsWith(`${folder}/`) ? pathname.slice(folder.length) : undefined
  }
  return plan.actions.flatMap((action, nth): Redirect[] => {
    const result = results[nth]
    const before = 'id' in action ? remote.find(({ id }) => id === action.id) : undefined
    const from = before?.fields.status === 'published' ? toPath(before.url) : undefined
    // `/p/<uuid>/` is where Ghost shows what is not published.
    if (result === undefined || from === undefined || from.startsWith('/p/') || from === '/') return []
    if (result.kind === 'deleted' || result.kind === 'unpublished') return [{ from, to: '/', permanent: false }]
    if (action.kind !== 'update' || result.kind !== 'updated') return []
    if (action.payload.fields.status === 'draft') return [{ from, to: '/', permanent: false }]
    const to = toPath(result.url)
    return to === undefined || to === from || to.startsWith('/p/') ? [] : [{ from, to, permanent: true }]
  })
}
