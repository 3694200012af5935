import { writeSourceAddress } from '../document/source-address.ts'
import type { TemplateTag } from './rewrite-calls.ts'
import { inline, readArguments } from './template-call.ts'

type HexoTag = Omit<TemplateTag, 'start' | 'end'>

/**
 * Reads the tags that only Hexo has, or means otherwise than Jekyll: pictures and files of a post's own folder, and links to posts
 * (https://hexo.io/docs/tag-plugins). Undefined for any other tag.
 */
export function readHexoTag(name: string, rest: string): HexoTag | undefined {
  const { positional } = readArguments(rest)
  const [first = '', ...others] = positional
  if (first === '') return undefined
  switch (name) {
    case 'asset_img':
    case 'img':
      return rendered(name, writeImage(positional))
    case 'asset_path':
      return rendered(name, writeTarget(first))
    case 'asset_link':
      return rendered(name, writeLink(others.join(' ') || first, writeTarget(first)))
    case 'post_link':
      return rendered(name, writeLink(nameLink(others) || first, writeSourceAddress({ kind: 'ref', ...cut(first) })))
    case 'post_path':
      return rendered(name, writeSourceAddress({ kind: 'ref', ...cut(first) }))
    case 'link': {
      const at = positional.findIndex((word) => /^(?:https?:\/\/|\/)/.test(word))
      return at < 1 ? undefined : rendered(name, writeLink(positional.slice(0, at).join(' '), positional[at] ?? ''))
    }
    default:
      return undefined
  }
}

function rendered(name: string, text: string): HexoTag {
  return { kind: 'open', name, arguments: readArguments(''), isAlone: true, rendered: inline(text) }
}

/** `[class names] picture [width] [height] [title] [alt]`. The title is the alternative text where there is no other. */
function writeImage(words: readonly string[]): string {
  const at = Math.max(
    0,
    words.findIndex((word) => /[./]/.test(word)),
  )
  const after = words.slice(at + 1)
  const firstText = after.findIndex((word, nth) => nth > 1 || !/^\d{1,5}(?:px)?$/.test(word))
  const sizes = firstText === -1 ? after : after.slice(0, firstText)
  const texts = after
    .slice(sizes.length)
    .flatMap((text) => text.match(/(["'])(.*?)\1/g)?.map((one) => one.slice(1, -1)) ?? [text])
  const alt = (texts.length > 1 && after.length === sizes.length + 1 ? texts.slice(1) : texts).join(' ')
  const attributes = sizes.map((size, nth) => `${nth === 0 ? 'width' : 'height'}=${Number.parseInt(size, 10)}`)
  return `![${escapeText(alt)}](${writeTarget(words[at] ?? '')})${attributes.length === 0 ? '' : `{${attributes.join(' ')}}`}`
}

/** The last word may say whether the title is escaped. */
function nameLink(words: readonly string[]): string {
  return words.filter((word, nth) => nth < words.length - 1 || !/^(?:true|false)$/.test(word)).join(' ')
}

function cut(target: string): { readonly name: string; readonly fragment: string | undefined } {
  const [name = '', fragment] = target.split('#', 2)
  return { name, fragment }
}

function writeLink(text: string, target: string): string {
  return `[${escapeText(text)}](${target})`
}

function writeTarget(path: string): string {
  return /[\s()<>]/.test(path) ? `<${path.replace(/[<>\n]/g, '')}>` : path
}

function escapeText(text: string): string {
  return text.replace(/[[\]\\]/g, '\\$&')
}
