import { compareHtml, type FidelityComparison } from '../../src/markdown/index.ts'
import { REASONS, RECORDED, type Reason } from './reasons.ts'
import type { ShownCase } from './show-on-ghost.ts'

export interface JudgedCase extends ShownCase, FidelityComparison {
  readonly reasons: readonly Reason[]
  /** What is wrong with the reasons; empty for nothing. */
  readonly fault: string
}

/**
 * @param site address of the site: Ghost writes out addresses that begin with `/`
 * @param isOlder whether this Ghost keeps Mobiledoc, which shows more: titles of links
 */
export function judgeCase(shown: ShownCase, site: string, isOlder = false): JudgedCase {
  const { corpus, name, reference } = shown.fidelityCase
  const origin = site.replace(/\/$/, '')
  const writeUrl = (url: string): string => {
    if (isOlder && url.startsWith('./')) return url.slice(2)
    return url.startsWith(`${origin}/`) ? url.slice(origin.length) : url
  }
  const html = isOlder ? takeBack(shown) : shown.html
  const comparison = compareHtml(reference, html, { writeUrl })
  const reasons = (RECORDED[corpus][name] ?? []).filter((reason) => !isOlder || reason !== 'link title')
  return { ...shown, ...comparison, reasons, fault: findFault(comparison, reasons) }
}

/** Ghost 3 writes out, too, what is relative to the post, as a browser would. */
function takeBack({ html, url }: ShownCase): string {
  const parts = html.split(`="${url}`)
  return parts
    .map((part, index) =>
      index === 0 ? part : `="${part.replace(/^[^"]*/, (path) => decodeURI(path).replaceAll('"', '%22'))}`,
    )
    .join('')
}

function findFault({ differences }: FidelityComparison, reasons: readonly Reason[]): string {
  const explained = new Set(reasons.flatMap((reason): readonly string[] => REASONS[reason].kinds))
  const open = differences.filter(({ kind }) => !explained.has(kind))
  if (open.length > 0)
    return open
      .map(({ kind, expected, found }) => `${kind}: ${expected || 'nothing'} => ${found || 'nothing'}`)
      .join('\n')
  const kinds = new Set(differences.map(({ kind }) => kind))
  const needless = reasons.filter((reason) => !REASONS[reason].kinds.some((kind) => kinds.has(kind)))
  return needless.length === 0 ? '' : `no longer needed: ${needless.join(', ')}`
}
