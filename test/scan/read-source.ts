import { parseMarkdown } from '../../src/markdown/index.ts'
import { parseFrontMatter } from '../../src/scan/front-matter/parse-front-matter.ts'
import { splitFrontMatter } from '../../src/scan/front-matter/split-front-matter.ts'
import type { SourceFile } from '../../src/scan/source/source-file.ts'

/** A source file from its whole text, with any kind of line end. */
export function readSource(path: string, text: string): SourceFile {
  const split = splitFrontMatter(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'))
  if (split.kind === 'bad') throw new Error(split.finding.message)
  const { entries, findings } = split.kind === 'none' ? { entries: new Map(), findings: [] } : parseFrontMatter(split)
  if (findings[0] !== undefined) throw new Error(findings[0].message)
  const document = parseMarkdown(split.body, split.bodyLine)
  return { path, file: `content/${path}`, type: 'post', frontMatter: { entries }, document }
}
