import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { isEditorNoise } from '../editor-html.ts'
import { FOOTNOTES_LINE_STYLE, TABLE_STYLE, TASK_STYLE } from '../html/card-styles.ts'

/** Attributes that no reader sees, or that stand elsewhere: in a link, in an image. */
const UNSEEN =
  /^(?:id|rel|target|href|title|loading|decoding|fetchpriority|srcset|sizes|width|height|aria-.*|role|data-kg-.*|dir|value)$/

/** What we give to HTML that Ghost's themes do not expect. */
const OWN_STYLES: ReadonlySet<string> = new Set([TABLE_STYLE, TASK_STYLE, FOOTNOTES_LINE_STYLE])
const OWN_CLASSES = /^(?:kg-|contains-task-list$|task-list-item|footnotes?(?:-|$)|language-)/

const ADDRESSES: ReadonlySet<string> = new Set(['src', 'poster', 'data', 'action', 'cite', 'background'])

/** Names that mean the same. */
const SAME_NAME: Readonly<Record<string, string>> = { b: 'strong', i: 'em', strike: 's', del: 's' }

/** An element's name with the attributes that show: `td[align=left]`. Two elements of one name look the same. */
export function nameElement({ tagName, attrs }: Tree.Element, writeUrl: (url: string) => string): string {
  const name = Object.hasOwn(SAME_NAME, tagName) ? SAME_NAME[tagName] : tagName
  const shown = attrs.flatMap(({ name: attribute, value }) =>
    showAttribute(tagName, { name: attribute, value: ADDRESSES.has(attribute) ? writeUrl(value) : value }),
  )
  return shown.length === 0 ? `${name}` : `${name}[${shown.sort().join(' ')}]`
}

function showAttribute(tag: string, { name, value }: { readonly name: string; readonly value: string }): string[] {
  if (UNSEEN.test(name) || isEditorNoise(tag, { name, value })) return []
  if (name === 'class') {
    const own = value.split(/\s+/).filter((one) => one !== '' && !OWN_CLASSES.test(one))
    return own.length === 0 ? [] : [`class=${own.sort().join('.')}`]
  }
  if (name !== 'style') return [`${name}=${value}`]
  const style = value
    .replace(/([:;])\s+/g, '$1')
    .replace(/(?<!\s)\s+([:;])/g, '$1')
    .replace(/(?<!;);+$/, '')
    .trim()
  if (style === '' || OWN_STYLES.has(style)) return []
  const align = tag === 'td' || tag === 'th' ? /^text-align:(left|right|center)$/.exec(style)?.[1] : undefined
  return [align === undefined ? `style=${style}` : `align=${align}`]
}
