import { parseFragment, serialize, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { describe, expect, test } from 'vitest'
import { compareHtml } from '../../src/markdown/index.ts'
import { listCases } from './list-cases.ts'

// The report is worth what the comparison notices. Each golden reference is damaged here as a lossy conversion would, once at each of its places.

const MAX_PLACES = 12
const references = listCases()
  .filter(({ corpus }) => corpus === 'golden')
  .map(({ name, reference }) => [name, reference] as const)

interface Damage {
  /** Does it to the `place`th place that there is; false when there are not as many. */
  readonly damage: (nodes: readonly Tree.ChildNode[], place: number) => boolean
  readonly keepsMeaning: boolean
}

const DAMAGES: Readonly<Record<string, Damage>> = {
  'another word': {
    keepsMeaning: false,
    damage: (nodes, place) => {
      const texts = nodes.filter((node) => 'value' in node && /\p{L}/u.test(node.value) && isShown(node))
      const text = texts[place]
      if (text === undefined || !('value' in text)) return false
      text.value = text.value.replace(/\p{L}+/u, 'damaged')
      return true
    },
  },
  'another address': {
    keepsMeaning: false,
    damage: (nodes, place) => changeAttribute(nodes, 'a', 'href', place),
  },
  'another image': {
    keepsMeaning: false,
    damage: (nodes, place) => changeAttribute(nodes, 'img', 'src', place),
  },
  'a format that is lost': {
    keepsMeaning: true,
    damage: (nodes, place) => rename(nodes, ['strong', 'em', 's', 'mark', 'code', 'sup', 'sub', 'kbd'], 'span', place),
  },
  'a list of another kind': {
    keepsMeaning: true,
    damage: (nodes, place) => rename(nodes, ['ul'], 'ol', place),
  },
  'a heading of another level': {
    keepsMeaning: true,
    damage: (nodes, place) => rename(nodes, ['h1', 'h2', 'h3'], 'h6', place),
  },
  'a quote that is none': {
    keepsMeaning: true,
    damage: (nodes, place) => rename(nodes, ['blockquote'], 'section', place),
  },
}

describe.each(Object.entries(DAMAGES))('%s is noticed', (_name, { damage, keepsMeaning }) => {
  test.each(references)('in %s', (_case, reference) => {
    for (let place = 0; place < MAX_PLACES; place++) {
      const fragment = parseFragment(reference)
      if (!damage(list(fragment), place)) break
      const html = serialize(fragment)
      const { identical, sameMeaning } = compareHtml(reference, html)
      expect({ html, identical }).toEqual({ html, identical: false })
      if (!keepsMeaning) expect({ html, sameMeaning }).toEqual({ html, sameMeaning: false })
    }
  })
})

function list(parent: Tree.ParentNode): Tree.ChildNode[] {
  return parent.childNodes.flatMap((node) => ['childNodes' in node ? [node, ...list(node)] : [node]].flat())
}

/** In a link of an address that stands alone, the text is the address: it is the page that is shown. */
function isShown({ parentNode }: Tree.ChildNode): boolean {
  const parent = parentNode !== null && 'tagName' in parentNode ? parentNode : undefined
  const classes = parent?.attrs.find(({ name }) => name === 'class')?.value ?? ''
  return !/kg-bookmark/.test(classes)
}

function changeAttribute(nodes: readonly Tree.ChildNode[], tag: string, name: string, place: number): boolean {
  const elements = nodes.filter((node) => 'tagName' in node && node.tagName === tag)
  const element = elements[place]
  const attribute =
    element !== undefined && 'attrs' in element ? element.attrs.find((one) => one.name === name) : undefined
  if (attribute === undefined) return false
  attribute.value = 'https://damaged.example/'
  return true
}

function rename(nodes: readonly Tree.ChildNode[], tags: readonly string[], name: string, place: number): boolean {
  const elements = nodes.filter((node) => 'tagName' in node && tags.includes(node.tagName) && countsByName(node))
  const element = elements[place]
  if (element === undefined || !('tagName' in element)) return false
  element.tagName = name
  element.nodeName = name
  return true
}

/** In a block of code a `<code>` shows nothing more, and what has a class of Ghost's is known by that. */
function countsByName({ tagName, parentNode, attrs }: Tree.Element): boolean {
  const isInBlock = parentNode !== null && 'tagName' in parentNode && parentNode.tagName === 'pre'
  return !(tagName === 'code' && isInBlock) && !attrs.some(({ value }) => value.startsWith('kg-'))
}
