import type { LexicalNode, LexicalRoot } from '../../markdown/index.ts'
import { listChangedBlocks } from './keep-stored-blocks.ts'

/** Something of Ghost's document that Markdown cannot say and that a push does not keep, because its block changed. */
export interface Loss {
  /** Type of the block in Ghost: `paragraph`, `extended-heading`. */
  readonly block: string
  /** Its place among the blocks of that type, from 1. */
  readonly nth: number
  readonly what: UnsaidKind
  /** The value that goes: `center`, `color: red`. Empty where the kind says it all. */
  readonly value: string
}

/**
 * What Ghost's editor keeps beside the text. `alignment`, `indent`: of a block. `tk`: a mark for text to come. `style`: CSS of a text. `link`: what a
 * link says to browsers and search engines. `checks`: the ticks of a check list. `key`: of an editor that this program does not know.
 */
export type UnsaidKind = 'alignment' | 'indent' | 'tk' | 'style' | 'link' | 'checks' | 'key'

/**
 * Lists what a push would lose of a post beside the words that it changes, before it is written.
 * @param stored as Ghost has it
 * @param wanted what the file says
 */
export function listLosses(stored: LexicalRoot, wanted: LexicalRoot, siteUrl: string): readonly Loss[] {
  const places = new Map<LexicalNode, number>()
  const counts = new Map<string, number>()
  for (const node of stored.children) {
    const nth = (counts.get(node.type) ?? 0) + 1
    counts.set(node.type, nth)
    places.set(node, nth)
  }
  return listChangedBlocks(stored, wanted, siteUrl).flatMap(({ before, after }): Loss[] => {
    const kept = after === undefined ? [] : listUnsaid(after).map(nameUnsaid)
    const lost = listUnsaid(before).filter((one) => {
      const at = kept.indexOf(nameUnsaid(one))
      if (at >= 0) kept.splice(at, 1)
      return at < 0
    })
    const unique = new Map(lost.map((one) => [nameUnsaid(one), one]))
    return [...unique.values()].map((one) => ({ block: before.type, nth: places.get(before) ?? 1, ...one }))
  })
}

type Unsaid = Pick<Loss, 'what' | 'value'>

function nameUnsaid({ what, value }: Unsaid): string {
  return `${what} ${value}`
}

/** Keys of the blocks and texts that the editors of Ghost 5 and 6 write. Of a card, a key without a notation stands in the file as JSON. */
const KNOWN_KEYS = new Set(
  'type version children direction format indent textFormat textStyle tag listType start value checked text detail mode style url rel target title'.split(
    ' ',
  ),
)

const TEXTUAL =
  /^(?:paragraph|heading|quote|aside|list|listitem|text|tk|tab|link|linebreak|extended-(?:heading|quote|text))$/

/** What Ghost's editor gives a link of its own accord. */
const USUAL_REL = /^(?:(?:noopener|noreferrer)\s*)*$/

/** No editor nests deeper. */
const MAX_DEPTH = 100

/** Lists what a node and those in it hold that Markdown cannot say. */
function listUnsaid(node: LexicalNode, depth = 0): readonly Unsaid[] {
  if (!TEXTUAL.test(node.type) || depth > MAX_DEPTH) return []
  const { type, format, indent, style, rel, target, listType, children = [] } = node
  const found: Unsaid[] = []
  if (typeof format === 'string' && !['', 'left', 'start'].includes(format))
    found.push({ what: 'alignment', value: format })
  // An item of a list is indented as deep as its list is nested.
  if (typeof indent === 'number' && indent > 0 && type !== 'listitem')
    found.push({ what: 'indent', value: String(indent) })
  if (type === 'tk') found.push({ what: 'tk', value: String(node.text ?? '') })
  const css = typeof style === 'string' ? style.replace(/white-space:\s*[\w-]+;?/g, '').trim() : ''
  if (css !== '') found.push({ what: 'style', value: css })
  if (typeof rel === 'string' && !USUAL_REL.test(rel.trim())) found.push({ what: 'link', value: `rel=${rel}` })
  if (typeof target === 'string' && target !== '') found.push({ what: 'link', value: `target=${target}` })
  if (listType === 'check' && children.some(({ checked }) => checked === true))
    found.push({ what: 'checks', value: '' })
  for (const key of Object.keys(node)) if (!KNOWN_KEYS.has(key)) found.push({ what: 'key', value: key })
  return [...found, ...children.flatMap((child) => listUnsaid(child, depth + 1))]
}
