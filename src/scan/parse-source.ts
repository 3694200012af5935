import type { MarkdownConfig } from '../config/config.ts'
import type { PostType } from '../fields.ts'
import { findDoubts } from '../markdown/parse/find-doubts.ts'
import { parseMarkdown } from '../markdown/parse-markdown.ts'
import { findConflictMarkers } from './files/find-conflict-markers.ts'
import type { Finding } from './finding.ts'
import { parseFrontMatter } from './front-matter/parse-front-matter.ts'
import { splitFrontMatter } from './front-matter/split-front-matter.ts'
import type { FrontMatterEntry, SourceFile } from './source-file.ts'

export interface ParsedSource {
  /** Undefined when a finding says why. */
  readonly source: SourceFile | undefined
  readonly findings: readonly Finding[]
}

/** Reads the text of one Markdown file (LF only): front matter with a line per key, Markdown as tokens. */
export function parseSource(
  text: string,
  about: { readonly path: string; readonly file: string; readonly type: PostType },
  markdown: Partial<MarkdownConfig> = {},
): ParsedSource {
  const unmerged = findConflictMarkers(text)
  if (unmerged !== undefined) return { source: undefined, findings: [unmerged] }
  const split = splitFrontMatter(text)
  if (split.kind === 'bad') return { source: undefined, findings: [split.finding] }
  let entries: ReadonlyMap<string, FrontMatterEntry> = new Map()
  let findings: readonly Finding[] = []
  if (split.kind === 'block') {
    const parsed = parseFrontMatter(split)
    findings = parsed.findings
    if (findings.some(({ severity }) => severity === 'error')) return { source: undefined, findings }
    entries = parsed.entries
  }
  const document = parseMarkdown(split.body, split.bodyLine, markdown)
  const wrong = document.problems.map((problem): Finding => ({ severity: 'error', ...problem }))
  if (wrong.length > 0) return { source: undefined, findings: [...findings, ...wrong] }
  const doubts = findDoubts(document).map((doubt): Finding => ({ severity: 'warning', ...doubt }))
  return { source: { ...about, frontMatter: { entries }, document }, findings: [...findings, ...doubts] }
}
