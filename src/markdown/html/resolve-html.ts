import type { ConvertOptions } from '../convert/conversion.ts'
import { findHtmlReferences, type HtmlReference, SRCSET_CANDIDATE } from '../parse/find-html-references.ts'
import { escapeHtml } from './escape-html.ts'

/** Raw HTML with its local `src` and `href` resolved in place; every other byte as the author wrote it. */
export function resolveHtml(html: string, resolve: ConvertOptions['resolve']): string {
  let result = ''
  let copied = 0
  for (const reference of findHtmlReferences(html)) {
    const value = resolveValue(reference, resolve)
    if (value === reference.value) continue
    result += `${html.slice(copied, reference.start)}${reference.attribute}="${escapeHtml(value)}"`
    copied = reference.end
  }
  return result + html.slice(copied)
}

function resolveValue({ kind, attribute, value, targets }: HtmlReference, resolve: ConvertOptions['resolve']): string {
  if (attribute === 'srcset') {
    return value.replace(SRCSET_CANDIDATE, (_, comma: string, space: string, url: string) => {
      return `${comma}${space}${resolve(url, kind).url}`
    })
  }
  const [target] = targets
  if (target === undefined) return value
  const { url } = resolve(target, kind)
  return url === target ? value : url
}
