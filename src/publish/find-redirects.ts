import type { PostRules } from '../config/config.ts'
import type { SitePlan } from '../diff/plan.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import { listFormerPaths } from '../scan/links/former-addresses.ts'
import type { Redirect } from '../scan/redirects.ts'
import type { ResolvedPost } from '../scan/resolve-posts.ts'
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

/**
 * Finds the redirects from the addresses that the posts had on the website that these files made before, for a Ghost that takes its place on the same
 * domain. Posts that readers do not see have none, and an address that two posts had leads to neither.
 */
export function findFormerRedirects(
  resolved: readonly ResolvedPost[],
  results: readonly ActionResult[],
  siteUrl: string,
  rules: PostRules,
): readonly Redirect[] {
  const drafts = new Map(resolved.map(({ draft }) => [draft.source.path, draft]))
  const folder = new URL(siteUrl).pathname.replace(/\/$/, '')
  const former = rules.formerUrl === undefined ? '' : new URL(rules.formerUrl).pathname.replace(/\/$/, '')
  const found = new Map<string, string | undefined>()
  for (const result of results) {
    const draft = drafts.get(result.path)
    if (!('url' in result) || draft?.fields.status !== 'published' || result.kind === 'deleted') continue
    const to = new URL(result.url).pathname.slice(folder.length)
    if (to.startsWith('/p/')) continue
    for (const path of listFormerPaths(draft, rules)) {
      const from = new URL(encodeURI(`${former}${path}`), siteUrl).pathname
        .replace(/(?:index)?\.html?$/, '')
        .replace(/\/?$/, '/')
      if (from === to || from === '/') continue
      found.set(from, found.has(from) && found.get(from) !== to ? undefined : to)
    }
  }
  return [...found].flatMap(([from, to]) => (to === undefined ? [] : [{ from, to, permanent: true }]))
}
