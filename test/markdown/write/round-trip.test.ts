import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tests as examples } from 'commonmark-spec'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicaliseBody } from '../../../src/diff/compare/canonicalise.ts'
import type { LexicalNode, LexicalRoot } from '../../../src/markdown/document/lexical.ts'
import { convertMarkdown } from '../../../src/markdown/lexical/convert-markdown.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'
import { writeMarkdown } from '../../../src/markdown/write/write-markdown.ts'
import { mutatedText } from '../../fuzz/mutated-text.ts'
import { anyDocument, anyTextBlock, makeRoot, nastyText } from './any-lexical.ts'
import samples from './lexical-samples.json' with { type: 'json' }

const SITE = 'https://example.com'
const RUNS = Number(process.env.FAST_CHECK_RUNS ?? 0)
/** The ordinary run is the same every time; a long one (`FAST_CHECK_RUNS=100000`) looks elsewhere each time. */
const parameters = (runs: number) => (RUNS > 0 ? { numRuns: RUNS } : { numRuns: runs, seed: 20261123 })

function convert(markdown: string): LexicalRoot {
  return convertMarkdown(parseMarkdown(markdown, 1), { resolve: (url) => ({ url }) })
}

function expectSame(actual: LexicalRoot, expected: LexicalRoot): void {
  expect(canonicaliseBody(actual, SITE)).toEqual(canonicaliseBody(expected, SITE))
}

/** Formats that overlap in a way that no Markdown can, a link over code with a backtick, which marked does not read, and marked code of nothing but spaces. */
function isOdd(node: LexicalNode): boolean {
  const children = node.children ?? []
  const formats = children.map((child) => (typeof child.format === 'number' ? child.format : 0))
  const overlaps = formats.some((format, index) => {
    const next = formats[index + 1] ?? 0
    return (format & next) !== 0 && (format & ~next) !== 0
  })
  const hasTicks = node.type === 'link' && children.some(({ text }) => String(text).includes('`'))
  const isBlankCode = (Number(node.format ?? 0) & 16) !== 0 && String(node.text).trim() === ''
  return overlaps || hasTicks || isBlankCode || children.some(isOdd)
}

describe('Lexical to Markdown and back', () => {
  test('any document is the same document', () => {
    fc.assert(
      fc.property(anyDocument, (root) => expectSame(convert(writeMarkdown(root).text), root)),
      parameters(150),
    )
  }, 600_000)

  test('text of any kind is Markdown, and not JSON', () => {
    const known = fc.array(anyTextBlock, { minLength: 1, maxLength: 3 }).map(makeRoot)
    fc.assert(
      fc.property(known, (root) => {
        fc.pre(!root.children.some(isOdd))
        const { text } = writeMarkdown(root)
        expectSame(convert(text), root)
        expect(text).not.toContain('ghost-card')
      }),
      parameters(150),
    )
  }, 600_000)

  test('written again, it is the same text', () => {
    fc.assert(
      fc.property(anyDocument, (root) => {
        const { text } = writeMarkdown(convert(writeMarkdown(root).text))
        expect(writeMarkdown(convert(text)).text).toBe(text)
      }),
      parameters(50),
    )
  }, 600_000)

  test.each(samples.map(({ name, node }) => [name, node] as const))('the sample %s', (_name, node) => {
    expectSame(convert(writeMarkdown(makeRoot([node])).text), makeRoot([node]))
  })

  test('only what Markdown has no words for is JSON', () => {
    const asJson = samples.filter(({ node }) => writeMarkdown(makeRoot([node])).text.includes('ghost-card'))
    expect(asJson.map(({ name }) => name)).toEqual(['at-link-dropped'])
  })
})

describe('Markdown to Lexical and back', () => {
  test.each(examples.map(({ number, markdown }) => [number, markdown.replaceAll('→', '\t')] as const))(
    'CommonMark example %i',
    (_number, markdown) => {
      const root = convert(markdown)
      expectSame(convert(writeMarkdown(root).text), root)
    },
  )

  const folder = join(import.meta.dirname, '../../fidelity/golden')
  const posts = readdirSync(folder).filter((name) => name.endsWith('.md'))

  test.each(posts)('the post %s', (name) => {
    const root = convert(readFileSync(join(folder, name), 'utf8'))
    expectSame(convert(writeMarkdown(root).text), root)
  })

  test('any post with something cut out and put in', () => {
    fc.assert(
      fc.property(mutatedText, (text) => {
        const document = parseMarkdown(text, 1)
        // What is refused never reaches Ghost.
        fc.pre(document.problems.length === 0)
        const root = convertMarkdown(document, { resolve: (url) => ({ url }) })
        expectSame(convert(writeMarkdown(root).text), root)
      }),
      parameters(150),
    )
  }, 600_000)

  test('any text', () => {
    const line = fc.tuple(fc.constantFrom('', '', '  ', '    ', '> ', '- ', '1. ', '# ', ':::', '```', '| '), nastyText)
    const markdown = fc.array(line, { maxLength: 8 }).map((lines) => lines.map((parts) => parts.join('')).join('\n'))
    fc.assert(
      fc.property(markdown, (text) => {
        const root = convert(text)
        expectSame(convert(writeMarkdown(root).text), root)
      }),
      parameters(150),
    )
  }, 600_000)
})
