import { resolveHtml } from '../../html/resolve-html.ts'
import type { Writing } from '../writing.ts'

/** Raw HTML with the site's URLs as the Markdown has them; every other byte as it is. */
export function rewriteHtml(html: string, { rewrite }: Writing): string {
  return resolveHtml(html, (target, kind) => ({ url: rewrite(target, kind) }))
}
