import { findEatenValues } from '../front-matter/eaten-values.ts'
import type { FrontMatterBlock } from '../front-matter/parse-front-matter.ts'
import { quoteFaults } from '../front-matter/quote-values.ts'
import { NOT_OPENED, splitFrontMatter } from '../front-matter/split-front-matter.ts'
import { parseYamlText } from '../front-matter/yaml-document.ts'
import type { TextEdit } from './edit.ts'

/**
 * Finds what mends front matter that cannot be read: quotes around values that YAML takes for something else, and the line `---` above it. Empty where
 * some of it would stay broken.
 *
 * @param text Of the file, with LF only and without a byte order mark.
 */
export function fixUnreadable(text: string): TextEdit[] {
  const split = splitFrontMatter(text)
  if (split.kind === 'none') return []
  if (split.kind === 'bad') {
    const { code, line = 1 } = split.finding
    return code === NOT_OPENED ? [{ line, column: 0, from: '', to: '---\n', code }] : []
  }
  if (!isYaml(split)) return []
  return (quoteFaults(split.block) ?? []).map(({ line, column, from, to, fault }) => {
    const code = fault.kind === 'syntax' ? 'front-matter/syntax' : 'front-matter/yaml'
    return { line: split.blockLine + line, column, from, to, code }
  })
}

/** Finds the values of which YAML takes a part for a comment. */
export function fixEatenValues(front: FrontMatterBlock): TextEdit[] {
  if (!isYaml(front)) return []
  return findEatenValues(parseYamlText(front.block)).flatMap(({ line, edit }) =>
    edit === undefined ? [] : [{ line: front.blockLine + line, ...edit, code: 'front-matter/comment' }],
  )
}

function isYaml({ language }: FrontMatterBlock): boolean {
  return language === 'yaml' || language === 'yml'
}
