import { expect, test } from 'vitest'
import {
  canonicaliseNodes,
  convertMarkdown,
  DEFAULT_OPTIONS,
  type LexicalRoot,
  parseMarkdown,
  readMobiledoc,
  tidyHtmlBlocks,
  writeMarkdown,
} from '../../src/markdown/index.ts'

/**
 * How pleasant the files are that a pull writes, counted over every document that the repositories of a folder hold; the figures of docs/fidelity.md.
 * `GHOST_SYNC_DOCUMENTS=FOLDER npx vitest run --project unit test/pull/pleasant-documents.test.ts`
 */

const FOLDER = process.env.GHOST_SYNC_DOCUMENTS
const finder = new URL('../../scripts/fixtures/find-documents.mjs', import.meta.url).href

interface Found {
  readonly format: 'lexical' | 'mobiledoc'
  readonly text: string
  readonly place: string
}

test.runIf(FOLDER !== undefined)(
  'documents of GHOST_SYNC_DOCUMENTS',
  async () => {
    const { findDocuments } = (await import(finder)) as { findDocuments: (folder: string) => readonly Found[] }
    const counts = { documents: 0, json: 0, html: 0, tidied: 0, htmlAfter: 0, pages: 0, bare: 0 }
    const cards: string[] = []
    for (const { format, text, place } of findDocuments(FOLDER ?? '')) {
      const root = readDocument(format, text)
      if (root === undefined || root.children.length === 0) continue
      counts.documents += 1
      const written = writeMarkdown(root, { rewrite: (url) => url, markdown: DEFAULT_OPTIONS }).text
      const { text: tidy, count } = tidyHtmlBlocks(written, DEFAULT_OPTIONS)
      const types = listTypes(written)
      if (types.includes('json')) cards.push(place)
      counts.json += Number(types.includes('json'))
      counts.html += Number(types.includes('html'))
      counts.tidied += Number(count > 0)
      counts.htmlAfter += Number(listTypes(tidy).includes('html'))
      counts.pages += root.children.filter(({ type }) => type === 'embed' || type === 'bookmark').length
      counts.bare += types.filter((type) => type === 'address').length
      const { children } = convertMarkdown(parseMarkdown(written, 1, DEFAULT_OPTIONS), { resolve: (url) => ({ url }) })
      expect(canonicaliseNodes(children), place).toEqual(canonicaliseNodes(root.children))
    }
    console.log(counts, cards)
    expect(counts.documents).toBeGreaterThan(0)
  },
  600_000,
)

/** Undefined for one that Ghost would not take either. */
function readDocument(format: Found['format'], text: string): LexicalRoot | undefined {
  try {
    return format === 'mobiledoc' ? readMobiledoc(text) : (JSON.parse(text) as { root: LexicalRoot }).root
  } catch {
    return undefined
  }
}

function listTypes(text: string): readonly ('json' | 'html' | 'address' | 'other')[] {
  return parseMarkdown(text, 1, DEFAULT_OPTIONS).tokens.map((token) => {
    if (token.type === 'code' && token.lang === 'ghost-card') return 'json'
    if (token.type === 'html' && !/^<!--/.test(token.raw) && token.raw.trim() !== '<p></p>') return 'html'
    if (token.type === 'directive' && /^:::+html/.test(token.raw)) return 'html'
    return token.type === 'paragraph' && /^<?https?:\S+$/.test(token.raw.trim()) ? 'address' : 'other'
  })
}
