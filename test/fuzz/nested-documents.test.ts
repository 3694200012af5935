import fc from 'fast-check'
import { Marked } from 'marked'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { expect, test } from 'vitest'
import { compareHtml } from '../../src/markdown/fidelity/compare-html.ts'
import { renderReference } from '../../src/markdown/fidelity/render-reference.ts'
import { convertMarkdown } from '../../src/markdown/lexical/convert-markdown.ts'
import { renderLexicalHtml } from '../../src/markdown/lexical/render-lexical-html.ts'
import { lintDocument } from '../../src/markdown/lint/lint-document.ts'
import { parseMarkdown } from '../../src/markdown/syntax/parse-markdown.ts'
import { nestedMarkdown } from './nested-markdown.ts'

/**
 * What Ghost shows of nested documents, against two parsers that know nothing of ghost-sync: micromark, which remark is built on, and plain marked. Where
 * the two read a document alike, Ghost has to show just that. Where they differ, one of them is wrong (docs/fidelity.md lists what marked reads otherwise
 * than CommonMark): then Ghost has to show what our own tokens mean. `npm run test:fuzz -- --runs 10000` prints how often that was, and an example of each.
 */
const RUNS = Number(process.env.FUZZ_RUNS ?? 300)
const SEED = Number(process.env.FUZZ_SEED ?? 20261130)
const isLong = process.env.FUZZ_RUNS !== undefined

const resolve = (url: string) => ({ url })
const marked = new Marked()

function readByMicromark(markdown: string): string {
  return micromark(markdown, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm({ singleTilde: false })],
    htmlExtensions: [gfmHtml({ clobberPrefix: '' })],
  })
}

/** @returns undefined where marked throws */
function readByMarked(markdown: string): string | undefined {
  try {
    return String(marked.parse(markdown))
  } catch {
    return undefined
  }
}

/** The page in Ghost, and what the tokens mean that it was made from. */
function readByGhost(markdown: string): { readonly shown: string; readonly meant: string } {
  const document = parseMarkdown(markdown, 1)
  const root = convertMarkdown(document, { resolve })
  return {
    shown: renderLexicalHtml(root, { ghost: 6, isUpload: () => false }),
    meant: renderReference(document, { resolve }),
  }
}

/** The language of code ends with its first sign for us, on purpose; and browsers mend `<del>` across another tag otherwise than `<s>`. */
function compare(reference: string, served: string) {
  const [one, other] = [reference, served].map((html) =>
    html.replace(/ class="language-[^"]*"/g, '').replace(/<(\/?)del>/g, '<$1s>'),
  )
  return compareHtml(one ?? '', other ?? '', { asGhostShows: true })
}

/** Marks across raw tags are closed by the browser, which depends on the order of the tags: then only the words count. */
function listDifferences(reference: string, served: string, markdown: string) {
  const { differences } = compare(reference, served)
  return /<[bi]/.test(markdown)
    ? differences.filter(({ kind }) => kind !== 'format' && kind !== 'structure')
    : differences
}

function isSame(reference: string, served: string): boolean {
  return compare(reference, served).identical
}

/** What readers see otherwise, and `check` tells: behind a tag that nothing closes, and links without a text. */
const TOLD: ReadonlySet<string> = new Set(['html/open-element', 'link/no-text'])

test('nested documents mean in Ghost what two other parsers read', { timeout: 1_800_000 }, () => {
  const counts = { alike: 0, 'as micromark': 0, 'as marked': 0, otherwise: 0, 'with notes': 0 }
  const examples: string[] = []
  fc.assert(
    fc.property(nestedMarkdown, (markdown) => {
      fc.pre(!lintDocument(parseMarkdown(markdown, 1)).some(({ code }) => TOLD.has(code)))
      const { shown, meant } = readByGhost(markdown)
      expect(listDifferences(meant, shown, markdown)).toEqual([])
      // marked has no footnotes.
      if (markdown.includes('[^')) {
        counts['with notes']++
        return
      }
      const [first, second] = [readByMicromark(markdown), readByMarked(markdown)]
      if (second !== undefined && isSame(first, second)) {
        expect(listDifferences(first, shown, markdown)).toEqual([])
        counts.alike++
        return
      }
      const isRight = isSame(first, shown)
      const isMarked = second !== undefined && isSame(second, shown)
      counts[isRight ? 'as micromark' : isMarked ? 'as marked' : 'otherwise']++
      if (isRight || examples.length >= 20 || markdown.length > 60) return
      examples.push(`${JSON.stringify(markdown)}\n  micromark ${first}\n  marked    ${second}\n  Ghost     ${shown}`)
    }),
    { numRuns: RUNS, seed: SEED },
  )
  if (isLong) console.log(counts, `\n${examples.join('\n')}`)
  // Were it less, the documents would say little of us.
  expect(counts.alike).toBeGreaterThan(RUNS / 4)
})
