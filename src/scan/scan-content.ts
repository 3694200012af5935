import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { ContentConfig, MarkdownConfig } from '../config/config.ts'
import { hideCommentsIn, lintDocument, parseMarkdown } from '../markdown/index.ts'
import type { PostType } from '../model/fields.ts'
import type { Problem } from '../model/problem.ts'
import { toPosix } from '../model/text.ts'
import { findSourcePaths } from './files/find-source-paths.ts'
import { resolveRoot } from './files/paths.ts'
import { readSourceText } from './files/read-source-text.ts'
import { parseFrontMatter } from './front-matter/parse-front-matter.ts'
import { splitFrontMatter } from './front-matter/split-front-matter.ts'
import type { Finding } from './source/finding.ts'
import type { FrontMatterEntry, SourceFile } from './source/source-file.ts'

export interface ScannedContent {
  /** In the order of their paths. A file with an error is not among them, but every error names its file. */
  readonly files: readonly SourceFile[]
  /** Files whose Markdown has an error. They are no posts, but what else is wrong with them is reported in the same run. */
  readonly broken?: readonly SourceFile[]
  readonly problems: readonly Problem[]
  /** No file was read, which says nothing about any file: the content root does not exist, or is none. */
  readonly refused?: true
}

/** Number of files that are read concurrently: enough to keep the disk busy, few enough not to run out of open files. */
const READ_AT_ONCE = 32

/**
 * Reads every Markdown file under the content root; the result is the same for every site. Finding no file is no problem here: its meaning depends on
 * the caller (a removal must not follow from it).
 *
 * @param rootDir Absolute path of the project root, to which the `file` of every problem is relative.
 * @param parse From `rememberSources`, where the same files are scanned again and again.
 */
export async function scanContent(
  content: ContentConfig,
  rootDir: string,
  parse: typeof parseSource = parseSource,
): Promise<ScannedContent> {
  const rootName = toPosix(path.relative(rootDir, content.root)) || '.'
  const refuse = (code: string, message: string, hint: string): ScannedContent => ({
    files: [],
    problems: [{ severity: 'error', code, file: rootName, message, hint }],
    refused: true,
  })
  if (!(await isFolder(content.root))) {
    return refuse(
      'scan/no-content-root',
      `The content root \`${rootName}\` is not a folder.`,
      'Create it, or set `content.root` in the config to the folder that holds your Markdown.',
    )
  }
  const root = await resolveRoot(content.root, rootDir)
  if (root === undefined) {
    return refuse(
      'scan/root-outside-project',
      `The content root \`${rootName}\` is, or lies behind, a symbolic link that leads out of the project or to something hidden in it; nothing there is read.`,
      'Put the folder itself in the place of the link, or keep the config in the folder that holds the Markdown.',
    )
  }

  const files: SourceFile[] = []
  const broken: SourceFile[] = []
  const problems: Problem[] = []
  const name = (relative: string): string => toPosix(path.relative(rootDir, path.join(content.root, relative)))
  const report = (file: string, finding: Finding): void => {
    const { severity, code, line, message, hint, subject } = finding
    const about = { ...(line === undefined ? {} : { line }), ...(subject === undefined ? {} : { subject }) }
    problems.push({ severity, code, file, ...about, message, hint })
  }
  const paths = await findSourcePaths(content, root)
  if (paths.kind === 'too-many') {
    return refuse(
      'scan/too-many-files',
      `There are more than ${content.maxFiles} Markdown files under \`${rootName}\`; none was read.`,
      'Leave out with `content.ignore` what is no content, or raise `content.maxFiles`.',
    )
  }
  const { found, bad } = paths
  for (const { path: relative, finding } of bad) report(name(relative), finding)
  for (let start = 0; start < found.length; start += READ_AT_ONCE) {
    const batch = found.slice(start, start + READ_AT_ONCE)
    const texts = await Promise.all(
      batch.map((one) => readSourceText(path.join(content.root, one.place), content.maxSourceBytes)),
    )
    for (const [index, { path: relative, place, type }] of batch.entries()) {
      const source = texts[index]
      const file = name(place)
      if (source?.kind === 'bad') report(file, source.finding)
      if (source?.kind !== 'text') continue
      const parsed = parse(source.text, { path: relative, file, type }, content.markdown)
      for (const finding of parsed.findings) report(file, finding)
      if (parsed.source !== undefined) files.push(parsed.source)
      if (parsed.broken !== undefined) broken.push(parsed.broken)
    }
  }
  return { files, ...(broken.length > 0 && { broken }), problems }
}

async function isFolder(absolutePath: string): Promise<boolean> {
  try {
    return (await stat(absolutePath)).isDirectory()
  } catch {
    return false
  }
}

interface ParsedSource {
  /** Undefined when there is an error. */
  readonly source: SourceFile | undefined
  /** The same file where it could be read all the same, such as one with an error in its Markdown: it is checked further, and never posted. */
  readonly broken?: SourceFile
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
    entries = hideComments(parsed.entries, markdown)
  }
  const page = Object.fromEntries([...entries].map(([key, { value }]) => [key, value]))
  const document = parseMarkdown(split.body, split.bodyLine, { ...markdown, page })
  const wrong = document.problems.map((problem): Finding => ({ severity: 'error', ...problem }))
  const doubts = lintDocument(document).map(({ edits: _, ...doubt }): Finding => ({ severity: 'warning', ...doubt }))
  const source = { ...about, frontMatter: { entries }, document }
  // All at once: whoever mends one mistake should not meet the next one only then.
  const all = [...findings, ...wrong, ...doubts]
  if (!all.some(({ severity }) => severity === 'error')) return { source, findings: all }
  // Of front matter that cannot be read nothing is known, and a missing title would be no news.
  const isUnread = entries.size === 0 && findings.some(({ severity }) => severity === 'error')
  return isUnread ? { source: undefined, findings: all } : { source: undefined, broken: source, findings: all }
}

/** What Obsidian hides is as private in a title or a description as in the text. */
function hideComments(
  entries: ReadonlyMap<string, FrontMatterEntry>,
  { dialects }: Partial<MarkdownConfig>,
): ReadonlyMap<string, FrontMatterEntry> {
  if (dialects?.includes('obsidian') !== true) return entries
  return new Map([...entries].map(([key, entry]) => [key, { ...entry, value: hideCommentsIn(entry.value) }]))
}

/**
 * Returns a `parseSource` that parses each file again only when its text changes, for a process that scans repeatedly. For an unchanged text it
 * returns the same object, which shows that nothing changed. Make one per config: its Markdown options are those of the first call.
 */
export function rememberSources(): typeof parseSource {
  const known = new Map<string, { readonly text: string; readonly parsed: ParsedSource }>()
  return (text, about, markdown) => {
    const key = `${about.type} ${about.path}`
    const before = known.get(key)
    if (before?.text === text) return before.parsed
    const parsed = parseSource(text, about, markdown)
    known.set(key, { text, parsed })
    return parsed
  }
}

/** The lines with which git and `ghost-sync pull` begin and end a conflict; the line between is seven equals signs. */
const OPENING = /^<{7} \S/
const MIDDLE = /^={7}$/
const CLOSING = /^>{7} \S/

/**
 * Finds unresolved conflicts of a merge. Published as they are, readers would see both versions and the markers. Only the three lines in their order
 * count: each alone may stand in a text about git, and seven equals signs underline a heading.
 */
export function findConflictMarkers(text: string): Finding | undefined {
  let opened: number | undefined
  let hasMiddle = false
  for (const [index, line] of text.split('\n').entries()) {
    if (OPENING.test(line)) [opened, hasMiddle] = [index + 1, false]
    else if (opened !== undefined && MIDDLE.test(line)) hasMiddle = true
    else if (opened !== undefined && hasMiddle && CLOSING.test(line)) {
      return {
        severity: 'error',
        code: 'scan/conflict-markers',
        line: opened,
        message: 'A merge has left both versions here, between `<<<<<<<` and `>>>>>>>`.',
        hint: 'Keep what should stand, and remove the three marker lines; in an example, put a space before each.',
      }
    }
  }
  return undefined
}
