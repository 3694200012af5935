import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { PENDING_EMBED } from '../../../src/markdown/cards/embed.ts'
import { CARDS, DIRECTIVE_NAMES, findCard, findDirective } from '../../../src/markdown/cards/registry.ts'
import { takesWidth } from '../../../src/markdown/directives/directive-form.ts'
import type { LexicalNode, LexicalRoot } from '../../../src/markdown/document/lexical.ts'
import { createWriteContext, listBlockStyles } from '../../../src/markdown/inline/write-context.ts'
import { convertMarkdown } from '../../../src/markdown/lexical/convert-markdown.ts'
import { NODE_TYPES } from '../../../src/markdown/lexical/node-types.ts'
import { renderLexicalHtml } from '../../../src/markdown/lexical/render-lexical-html.ts'
import { readMobiledoc } from '../../../src/markdown/mobiledoc/read-mobiledoc.ts'
import { writeMobiledoc } from '../../../src/markdown/mobiledoc/write-mobiledoc.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'
import { writeMarkdown } from '../../../src/markdown/write/write-markdown.ts'

const root = join(import.meta.dirname, '../../..')
const docs = readFileSync(join(root, 'docs/lexical.md'), 'utf8').split('\n')
const sources = readdirSync(join(root, 'docs/constructs/sources'))
  .filter((file) => file.endsWith('.md'))
  .map((file) => readFileSync(join(root, 'docs/constructs/sources', file), 'utf8'))

const [STYLE] = listBlockStyles({})
const CONTEXT = createWriteContext({ rewrite: (url) => url })
const resolve = (url: string) => ({ url, width: 800, height: 600 })

test('every file of the folder is a card that the registry names', () => {
  const files = readdirSync(join(root, 'src/markdown/cards')).map((file) => file.replace(/\.ts$/, ''))
  const text = readFileSync(join(root, 'src/markdown/cards/registry.ts'), 'utf8')
  const named = [...text.matchAll(/from '\.\/([\w-]+)\.ts'/g)].map(([, name]) => name)
  expect(files.filter((file) => file !== 'registry').sort()).toEqual(named.sort())
})

test('no two cards share a type, a directive or a name in a Mobiledoc', () => {
  const names = CARDS.flatMap(({ mobiledoc }) => (mobiledoc ? [mobiledoc.name, ...(mobiledoc.oldNames ?? [])] : []))
  const directives = CARDS.flatMap((card) => card.directives.map(({ name }) => name))
  for (const list of [CARDS.map(({ type }) => type), names, directives]) expect(new Set(list).size).toBe(list.length)
})

describe.each(CARDS.map((card) => [card.type, card] as const))('%s', (type, card) => {
  test('is known by its type', () => {
    expect(findCard(type)).toBe(card)
    expect(NODE_TYPES).toContain(type)
  })

  test('has its row in docs/lexical.md', () => {
    expect(docs).toContain(card.docs)
  })

  test('names each attribute of its directives there', () => {
    for (const { attributes } of card.directives) {
      for (const { key, kind } of attributes) {
        if (kind !== 'class' && !/colours and background as above/.test(card.docs))
          expect(card.docs).toContain(`\`${key}\``)
      }
    }
  })

  test('is written so that it is read again, were it only as JSON', () => {
    const { text } = writeMarkdown(documentOf({ type, version: 1 }))
    expect(writeMarkdown(convertMarkdown(parseMarkdown(text, 1), { resolve })).text).toBe(text)
  })

  test('is rendered for both Ghosts, and never as a node that nobody knows', () => {
    for (const ghost of [5, 6] as const) {
      const html = renderLexicalHtml(documentOf({ type, version: 1 }), { ghost, isUpload: () => false })
      expect(html).not.toContain('that does not know it')
    }
  })

  test('has default values that nobody needs to write', () => {
    const form = card.directives.at(-1)
    if (form === undefined || STYLE === undefined) return
    const [text = ''] = card.write({ type, ...card.defaults }, STYLE, CONTEXT)
    const written = form.attributes.filter(({ key }) => text.includes(` ${key}=`) || text.includes(`{${key}=`))
    expect(written.filter(({ when, always }) => when === undefined && always === undefined)).toEqual([])
  })

  test.each(card.directives.map(({ name }) => name))(
    ':::%s is the card, and the Mobiledoc of Ghost 3 and 4 keeps it',
    (name) => {
      const source = sources.find((one) => new RegExp(`^:::${name}(?![\\w-])`, 'm').test(one)) ?? `:::${name}\n:::`
      const document = convertMarkdown(parseMarkdown(source, 1), { resolve })
      const types = document.children.map((node) => node.type)
      expect(types.some((one) => one === type || one === PENDING_EMBED)).toBe(true)
      for (const dialect of [3, 4] as const) {
        const back = readMobiledoc(JSON.stringify(writeMobiledoc(document, { dialect, siteUrl: '' })))
        expect(writeMarkdown(back).text).toBe(writeMarkdown(document).text)
      }
    },
  )
})

function documentOf(node: LexicalNode): LexicalRoot {
  return { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0, children: [node] }
}

test.each(DIRECTIVE_NAMES)(':::%s names properties and widths once', (name) => {
  const form = findDirective(name)
  const properties = form?.attributes.map(({ property }) => property) ?? []
  expect(new Set(properties).size).toBe(properties.length)
  expect(form?.required?.every((key) => form.attributes.some((one) => one.key === key)) ?? true).toBe(true)
  expect(form !== undefined && takesWidth(form)).toBe(name === 'video')
})
