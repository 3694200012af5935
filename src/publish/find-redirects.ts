import type { SitePlan } from '../diff/plan.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import type { Redirect } from '../scan/redirects.ts'
import type { ActionResult } from './site-outcome.ts'

/**
 * Finds the addresses that readers may have and that lead to nothing after this push. A moved post is redirected to its new address. An unpublished
 * or deleted one is redirected to the home page for the time being, because only its author knows a better place.
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
    // Ghost shows unpublished posts under `/p/<uuid>/`.
    if (result === undefined || from === undefined || from.startsWith('/p/') || from === '/') return []
    if (result.kind === 'deleted' || result.kind === 'unpublished') return [{ from, to: '/', permanent: false }]
    if (action.kind !== 'update' || result.kind !== 'updated') return []
    if (action.payload.fields.status === 'draft') return [{ from, to: '/', permanent: false }]
    const to = toPath(result.url)
    return to === undefined || to === from || to.startsWith('/p/') ? [] : [{ from, to, permanent: true }]
  })
}
