import { canonicaliseBody, readBody } from '../../src/diff/compare/canonicalise.ts'
import {
  convertMarkdown,
  GHOST_MAJORS,
  readHtml,
  renderLexicalHtml,
  writeMarkdown,
  writeMobiledoc,
} from '../../src/markdown/index.ts'
import { explainBlocks } from '../../src/report/explain/explain-blocks.ts'
import { parseSource } from '../../src/scan/scan-content.ts'
import type { Finding } from '../../src/scan/source/finding.ts'
import { MORE_CHAINS } from './more-chains.ts'

const SITE = 'https://example.com'
const ABOUT = { path: 'a.md', file: 'a.md', type: 'post' } as const

/** What became of a text: a refusal names the problem and its line. */
export type Outcome = { readonly kind: 'done' } | { readonly kind: 'refused'; readonly findings: readonly Finding[] }

/** A file through everything that `check`, `render` and `plan` do with it. */
export function readText(text: string): Outcome {
  const { source, findings } = parseSource(text, ABOUT)
  if (source === undefined) return { kind: 'refused', findings }
  const { document } = source
  const options = { resolve: (url: string) => ({ url }) }
  const root = convertMarkdown(document, options)
  JSON.stringify(root)
  canonicaliseBody(root, SITE)
  for (const ghost of GHOST_MAJORS) renderLexicalHtml(root, { ghost, isUpload: () => false })
  for (const dialect of [3, 4] as const) writeMobiledoc(root, { dialect, siteUrl: SITE })
  explainBlocks(document, document, options)
  return { kind: 'done' }
}

/** A file, and what `pull` would write for it. */
export function writeText(text: string): Outcome {
  const { source, findings } = parseSource(text, ABOUT)
  if (source === undefined) return { kind: 'refused', findings }
  const root = convertMarkdown(source.document, { resolve: (url) => ({ url }) })
  writeMarkdown(root)
  return { kind: 'done' }
}

/** A post that Ghost has as HTML only. */
export function readOldHtml(html: string): Outcome {
  const root = readHtml(html)
  canonicaliseBody(root, SITE)
  writeMarkdown(root)
  return { kind: 'done' }
}

/** A post of the time of Mobiledoc. */
export function readOldDocument(json: string): Outcome {
  const root = readBody({ kind: 'other', format: 'mobiledoc', source: json })
  if (root === undefined) return { kind: 'refused', findings: [] }
  canonicaliseBody(root, SITE)
  writeMarkdown(root)
  return { kind: 'done' }
}

export const CHAINS = { readText, writeText, readOldHtml, readOldDocument, ...MORE_CHAINS } as const

export type ChainName = keyof typeof CHAINS
