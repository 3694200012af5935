import { relative, resolve, sep } from 'node:path'
import type { Config, ContentConfig, SiteRules } from '../config/config.ts'
import { countNoun } from '../report/count-noun.ts'
import { describeAddress } from '../scan/changes/describe-address.ts'
import { listDependents, listTexts, meansAny } from '../scan/changes/list-dependents.ts'
import { matchSourcePath } from '../scan/files/match-source-path.ts'
import { parseSource } from '../scan/parse-source.ts'
import type { ScannedContent } from '../scan/scan-content.ts'
import type { SourceFile } from '../scan/source-file.ts'
import type { FileChanges } from './find-changes.ts'

export interface ChangedSelection {
  /** Files and folders relative to the project root; empty: nothing of this project was touched. */
  readonly paths: readonly string[]
  /** Why these, one clause. */
  readonly reason: string
}

/**
 * What a run with `--changed` is about: the Markdown files that were touched, and those that depend on what was. A changed config may change every post, so
 * that all are looked at.
 *
 * @param configPath Absolute path of the config file.
 */
export async function selectChanged(
  changes: FileChanges,
  scanned: ScannedContent,
  config: Config<SiteRules>,
  configPath: string,
): Promise<ChangedSelection> {
  const { base, changed, removed } = changes
  const { rootDir, content, sites } = config
  const everything = [toPosix(relative(rootDir, content.root))]
  if (base === undefined) return { paths: everything, reason: 'all posts, since there is no commit before' }
  const since = `since ${base.name} (${base.sha.slice(0, 8)})`
  if (changed.has(configPath)) return { paths: everything, reason: `all posts, since the config was changed ${since}` }

  const absolute = ({ file }: { readonly file: string }) => resolve(rootDir, file)
  const direct = scanned.files.filter((source) => changed.has(absolute(source)))
  const sources = new Set(direct.map(absolute))
  const files = new Set([...changed, ...removed].filter((path) => !sources.has(path)))
  const defaults = sites.flatMap((site) => listTexts(site.defaults))
  if (defaults.some((target) => meansAny(target, '', files, content)))
    return { paths: everything, reason: `all posts, since a file that the config's defaults name was changed ${since}` }

  const moved = new Set([...removed].flatMap((path) => nameSource(path, content) ?? []))
  for (const source of direct) if (await hasMoved(source, absolute(source), changes, config)) moved.add(source.path)
  const dependents = listDependents(scanned.files, { moved, files }, content)
  const broken = scanned.problems.filter((problem) => changed.has(absolute(problem)))
  const touched = new Set([...direct, ...broken].map(({ file }) => file))
  const paths = new Set([...touched, ...dependents.map(({ file }) => file)])
  const others = paths.size - touched.size
  const more = others === 0 ? '' : `, and ${others} more that depend on what was`
  return { paths: [...paths], reason: `${countNoun(touched.size, 'file')} touched ${since}${more}` }
}

/** What a scan would have called a file that is gone; undefined for one that was no post. */
function nameSource(path: string, content: ContentConfig): string | undefined {
  const inside = toPosix(relative(content.root, path))
  return inside.startsWith('../') || matchSourcePath(inside, content) === undefined
    ? undefined
    : inside.normalize('NFC')
}

async function hasMoved(
  source: SourceFile,
  path: string,
  { modified, readBefore }: FileChanges,
  { content, sites, siteNames }: Config<SiteRules>,
): Promise<boolean> {
  const text = modified.has(path) ? await readBefore(path) : undefined
  if (text === undefined) return true
  const lines = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const { source: before } = parseSource(lines, source, content.markdown)
  if (before === undefined) return true
  const input = { sites, siteNames }
  return (await describeAddress(before, input)) !== (await describeAddress(source, input))
}

function toPosix(path: string): string {
  return path.split(sep).join('/')
}
