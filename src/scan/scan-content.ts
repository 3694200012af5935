import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { ContentConfig } from '../config/config.ts'
import { parseMarkdown } from '../markdown/parse-markdown.ts'
import type { Problem } from '../problem.ts'
import { findSourcePaths } from './files/find-source-paths.ts'
import { readSourceText } from './files/read-source-text.ts'
import type { Finding } from './finding.ts'
import { parseFrontMatter } from './front-matter/parse-front-matter.ts'
import { splitFrontMatter } from './front-matter/split-front-matter.ts'
import type { FrontMatterEntry, SourceFile } from './source-file.ts'

export interface ScannedContent {
  /** In the order of their paths. A file with an error is not among them, but every error names its file. */
  readonly files: readonly SourceFile[]
  readonly problems: readonly Problem[]
}

/**
 * Reads every Markdown file under the content root, the same for every site. Finding no file at all is no problem here: what that means
 * depends on what the caller is about to do (a removal must not follow from it).
 *
 * @param rootDir Absolute path of the project root, to which the `file` of every problem is relative.
 */
export async function scanContent(content: ContentConfig, rootDir: string): Promise<ScannedContent> {
  const rootName = toPosix(path.relative(rootDir, content.root)) || '.'
  if (!(await isFolder(content.root))) {
    const problem: Problem = {
      severity: 'error',
      code: 'scan/no-content-root',
      file: rootName,
      message: `The content root \`${rootName}\` is not a folder.`,
      cure: 'Create it, or set `content.root` in the config to the folder that holds your Markdown.',
    }
    return { files: [], problems: [problem] }
  }

  const files: SourceFile[] = []
  const problems: Problem[] = []
  const name = (relative: string): string => toPosix(path.relative(rootDir, path.join(content.root, relative)))
  const report = (file: string, finding: Finding): void => {
    const { severity, code, line, message, cure } = finding
    problems.push({ severity, code, file, ...(line === undefined ? {} : { line }), message, cure })
  }
  const { found, bad } = await findSourcePaths(content)
  for (const { path: relative, finding } of bad) report(name(relative), finding)
  for (const { path: relative, type } of found) {
    const file = name(relative)
    const source = await readSourceText(path.join(content.root, relative))
    if (source.kind === 'bad') {
      report(file, source.finding)
      continue
    }
    const split = splitFrontMatter(source.text)
    if (split.kind === 'bad') {
      report(file, split.finding)
      continue
    }
    let entries: ReadonlyMap<string, FrontMatterEntry> = new Map()
    if (split.kind === 'block') {
      const parsed = parseFrontMatter(split)
      for (const finding of parsed.findings) report(file, finding)
      if (parsed.findings.some(({ severity }) => severity === 'error')) continue
      entries = parsed.entries
    }
    files.push({
      path: relative,
      file,
      type,
      frontMatter: { entries },
      document: parseMarkdown(split.body, split.bodyLine),
    })
  }
  return { files, problems }
}

async function isFolder(absolutePath: string): Promise<boolean> {
  try {
    return (await stat(absolutePath)).isDirectory()
  } catch {
    return false
  }
}

function toPosix(file: string): string {
  return file.split(path.sep).join('/')
}
