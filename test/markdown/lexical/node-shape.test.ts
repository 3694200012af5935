import { tests as examples } from 'commonmark-spec'
import { expect, test } from 'vitest'
import type { LexicalNode } from '../../../src/markdown/document/lexical.ts'
import { convertMarkdown } from '../../../src/markdown/lexical/convert-markdown.ts'
import { NODE_TYPES } from '../../../src/markdown/lexical/node-types.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'
import { describeLexical } from '../../../src/markdown/write/write-markdown.ts'
import { convert } from '../sketch-lexical.ts'

const words = (text: string): readonly string[] => [...text.split(' '), 'type', 'version']
const element = ['children', 'direction', 'format', 'indent', 'type', 'version']

/** What Ghost's editor writes for each type: `exportJSON` of @tryghost/kg-default-nodes and lexical 0.13, as Ghost 5.130 ships them. */
const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  paragraph: element,
  'extended-heading': [...element, 'tag'],
  'extended-quote': element,
  list: [...element, 'listType', 'start', 'tag'],
  listitem: [...element, 'value'],
  link: [...element, 'rel', 'target', 'title', 'url'],
  'extended-text': ['detail', 'format', 'mode', 'style', 'text', 'type', 'version'],
  linebreak: ['type', 'version'],
  horizontalrule: ['type', 'version'],
  paywall: ['type', 'version'],
  codeblock: ['caption', 'code', 'language', 'type', 'version'],
  image: ['alt', 'caption', 'cardWidth', 'height', 'href', 'src', 'title', 'type', 'version', 'width'],
  aside: element,
  gallery: ['caption', 'images', 'type', 'version'],
  markdown: ['markdown', 'type', 'version'],
  button: ['alignment', 'buttonText', 'buttonUrl', 'type', 'version'],
  product: words(
    'productButton productButtonEnabled productDescription productImageHeight productImageSrc productImageWidth productRatingEnabled productStarRating productTitle productUrl',
  ),
  file: words('fileCaption fileName fileSize fileTitle src'),
  audio: words('duration mimeType src thumbnailSrc title'),
  video: words(
    'caption cardWidth customThumbnailSrc duration fileName height loop mimeType src thumbnailHeight thumbnailSrc thumbnailWidth width',
  ),
  header: words(
    'accentColor alignment backgroundColor backgroundImageHeight backgroundImageSrc backgroundImageWidth backgroundSize buttonColor buttonEnabled buttonText buttonTextColor buttonUrl header layout size style subheader swapped textColor',
  ),
  signup: words(
    'alignment backgroundColor backgroundImageSrc backgroundSize buttonColor buttonText buttonTextColor disclaimer header labels layout subheader successMessage swapped textColor',
  ),
  'call-to-action': words(
    'alignment backgroundColor buttonColor buttonText buttonTextColor buttonUrl hasSponsorLabel imageHeight imageUrl imageWidth layout linkColor showButton showDividers sponsorLabel textValue visibility',
  ),
  email: words('html'),
  transistor: words('accentColor backgroundColor visibility'),
  'email-cta': words('alignment buttonText buttonUrl html segment showButton showDividers'),
  bookmark: words('caption metadata url'),
  embed: words('caption embedType html metadata url'),
  toggle: ['content', 'heading', 'type', 'version'],
  callout: ['backgroundColor', 'calloutEmoji', 'calloutText', 'type', 'version'],
  html: ['html', 'type', 'version', 'visibility'],
  'ghost-sync-embed': ['caption', 'text', 'type', 'url', 'version'],
}

const INLINE = ['extended-text', 'linebreak', 'link']
const CARDS = [
  'horizontalrule',
  'paywall',
  'codeblock',
  'image',
  'gallery',
  'toggle',
  'callout',
  'html',
  'ghost-sync-embed',
  ...'markdown button product file audio video header signup call-to-action email email-cta transistor bookmark embed'.split(
    ' ',
  ),
]

/** Anything else in there Ghost flattens, drops, or takes as the reason to cut the post off. */
const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  root: ['paragraph', 'extended-heading', 'extended-quote', 'aside', 'list', ...CARDS],
  aside: INLINE,
  paragraph: INLINE,
  'extended-heading': INLINE,
  'extended-quote': INLINE,
  list: ['listitem'],
  listitem: [...INLINE, 'list'],
  link: ['extended-text', 'linebreak'],
}

function findFaults(node: LexicalNode): string[] {
  const faults: string[] = []
  const children = node.children ?? []
  for (const child of children) {
    if (!NODE_TYPES.some((type) => type === child.type)) faults.push(`unknown type ${child.type}`)
    if (!CHILDREN[node.type]?.includes(child.type)) faults.push(`${child.type} in ${node.type}`)
    if (child.type === 'list' && node.type === 'listitem' && children.length > 1)
      faults.push('a list not alone in its item')
    if (Object.keys(child).sort().join() !== [...(PROPERTIES[child.type] ?? [])].sort().join()) {
      faults.push(`properties of ${child.type}: ${Object.keys(child).sort().join()}`)
    }
    faults.push(...findFaults(child))
  }
  return faults
}

test.each(examples.map(({ number, section, markdown }) => [number, section, markdown.replaceAll('→', '\t')] as const))(
  'CommonMark example %i (%s)',
  (_number, _section, markdown) => {
    const root = convert(markdown)
    expect(root.children.length).toBeGreaterThan(0)
    expect(findFaults({ ...root })).toEqual([])
    expect(() => describeLexical(root)).not.toThrow()
    expect(convert(markdown)).toEqual(root)
    // What is not among the references has not been checked by anyone: a file that is not there, one outside the content root.
    const document = parseMarkdown(markdown, 1)
    const known = new Set(document.references.map(({ kind, target }) => `${kind} ${target}`))
    convertMarkdown(document, {
      resolve: (target, kind) => {
        expect(known).toContain(`${kind} ${target}`)
        return { url: target }
      },
    })
  },
)

const DIRECTIVES = [
  'aside',
  'markdown',
  'button{url=a}',
  'product',
  'file{src=a}',
  'audio{src=a}',
  'video{src=a}',
  'header',
  'signup',
  'cta',
  'email',
  'email-cta',
  'transistor',
  'bookmark{url=a}',
  'embed{url=a html=b}',
]
  .map((name) => `\n\n:::${name}\n:::`)
  .join('')

test('every type of node is written for some document, with the properties that the editor gives it', () => {
  const root = convert(
    '# a\n\n> b\n\n- c\n  - d\n\n[e](f "g")\\\n*h*\n\n---\n\n<!--members-only-->\n\n    i\n\n![j](k.png)\n\n> [!TIP]\n> l\n\n<p>m</p>\n\nhttps://n.example/\n\n![n](n.png) ![o](o.png)\n\n<details><summary>p</summary>\n\nq\n\n</details>' +
      DIRECTIVES,
  )
  const types = new Set<string>()
  const collect = (node: LexicalNode): void => {
    types.add(node.type)
    node.children?.forEach(collect)
  }
  root.children.forEach(collect)
  expect([...types].sort()).toEqual([...NODE_TYPES].sort())
  expect(findFaults({ ...root })).toEqual([])
})
