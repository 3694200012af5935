import { randomBytes } from 'node:crypto'
import { readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findUncommittedFiles } from '../git/find-uncommitted.ts'
import { EXIT_CODE, type ExitCode, GhostSyncFailure } from '../model/failure.ts'
import { explainWriteError } from '../model/file-errors.ts'
import type { Problem } from '../model/problem.ts'
import { runUnguarded } from '../model/stop-on-interrupt.ts'
import type { TextEdit } from '../scan/fix/edit.ts'
import { applyEdits, type FixContext, fixFile } from '../scan/fix/fix-file.ts'
import type { SourceFile } from '../scan/source/source-file.ts'
import { type CheckedContent, type CheckRequest, checkContent } from './check.ts'
import { decideCheckExitCode } from './exit-code.ts'
import { loadOffline, type OfflineProject, type ProjectChoice } from './load-project.ts'
import { type RunContext, type WorkReporter, waitFor } from './run-context.ts'

/** One fixed line of a file. */
interface ContentFix {
  readonly file: string
  /** 1-based. */
  readonly line: number
  /** The whole line, before and after. */
  readonly before: string
  readonly after: string
  /** The codes of the problems that it fixes. */
  readonly codes: readonly string[]
}

/** The result of `check --fix`. */
export interface ContentFixes {
  readonly fixes: readonly ContentFix[]
  /** Files that were left as they are, each with the reason, as the end of a sentence about it. */
  readonly left: readonly { readonly file: string; readonly reason: string }[]
  /** False for `--dry-run`. */
  readonly isWritten: boolean
}

export interface FixRequest {
  /** Every file, and the files that may be fixed, of which those that cannot be read are only named. */
  readonly files: readonly SourceFile[]
  readonly chosen: readonly SourceFile[]
  readonly unreadable: readonly string[]
  /** Whether to show the fixes without writing them. */
  readonly dryRun: boolean
  /** Whether to fix files of which git has no copy as well. */
  readonly force: boolean
  /** The environment for git. */
  readonly env: RunContext['env']
  readonly unguarded?: RunContext['unguarded'] | undefined
}

/**
 * Fixes in place what has one certain fix. A file that git could not restore is left alone unless `force` is given: whoever does not like a fix takes
 * it back with `git checkout`, and that must not lose anything else.
 *
 * @throws GhostSyncFailure `fix/not-written`
 */
export async function fixContent({ config, readAsset }: OfflineProject, request: FixRequest): Promise<ContentFixes> {
  const { files, chosen, dryRun, force, env } = request
  const world = describeWorld(config, readAsset, files)
  const unsaved = await findUncommittedFiles(config.rootDir, env)
  const fixes: ContentFix[] = []
  const left: { file: string; reason: string }[] = []
  const sources = chosen.map((source) => ({ file: source.file, source }))
  for (const { file, source } of [...sources, ...request.unreadable.map((file) => ({ file, source: undefined }))]) {
    const text = await readText(config.rootDir, file)
    if (text === undefined) continue
    const path = join(config.rootDir, file)
    const edits = await runUnguarded(request, () => fixFile(text, source, world))
    if (edits.length === 0) continue
    if (!force && !dryRun && unsaved.has(file)) {
      left.push({ file, reason: unsaved.reason })
      continue
    }
    if (!dryRun) await replaceFile(path, applyEdits(text, edits), file)
    const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
    for (const line of new Set(edits.map((edit) => edit.line))) {
      const own = edits.filter((edit) => edit.line === line)
      const before = lines[line - 1] ?? ''
      const after = applyEdits(
        before,
        own.map((edit) => ({ ...edit, line: 1 })),
      )
      fixes.push({ file, line, before, after, codes: [...new Set(own.map(({ code }) => code))] })
    }
  }
  return { fixes, left, isWritten: !dryRun }
}

function describeWorld(
  { content, sites }: OfflineProject['config'],
  readAsset: OfflineProject['readAsset'],
  files: readonly SourceFile[],
): FixContext {
  const paths = new Set(files.map(({ path }) => path.normalize('NFC')))
  return { content, readAsset, paths, siteUrls: sites.map(({ url }) => url), folders: new Map() }
}

/** Returns the text of a file; undefined when it is not UTF-8, which is one of its problems. */
async function readText(rootDir: string, file: string): Promise<string | undefined> {
  const path = join(rootDir, file)
  // A pipe under the name of a post would be waited for.
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
  const bytes = isFile ? await readFile(path).catch(() => undefined) : undefined
  try {
    return bytes && new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/**
 * Marks the problems that `fixContent` would mend, by making the same fixes without writing them: a report that promises more, or less, would not be
 * believed twice.
 */
export async function markFixable(
  { config, readAsset }: OfflineProject,
  { all, chosen, problems }: Pick<CheckedContent, 'all' | 'chosen' | 'problems'>,
  unguarded: RunContext['unguarded'],
): Promise<readonly Problem[]> {
  const world = describeWorld(config, readAsset, all)
  const sources = new Map(chosen.map((source) => [source.file, source]))
  const edits = new Map<string, readonly TextEdit[]>()
  for (const file of new Set(problems.map((problem) => problem.file))) {
    const text = await readText(config.rootDir, file)
    if (text === undefined) continue
    edits.set(file, await runUnguarded({ unguarded }, () => fixFile(text, sources.get(file), world)))
  }
  return problems.map((problem) => {
    const isFixable = edits
      .get(problem.file)
      ?.some(({ code, line }) => code === problem.code && (problem.line === undefined || line === problem.line))
    return isFixable === true ? { ...problem, isFixable } : problem
  })
}

/** Replaces the file completely or not at all: a full disk that cuts a file short would cost an author's work. */
async function replaceFile(path: string, text: string, name: string): Promise<void> {
  const target = await realpath(path)
  const draft = `${target}.${randomBytes(4).toString('hex')}.tmp`
  try {
    const { mode } = await stat(target)
    await writeFile(draft, text, { mode, flag: 'wx' })
    await rename(draft, target)
  } catch (cause) {
    await rm(draft, { force: true })
    const refusal = explainWriteError(cause)
    const message = `${name} could not be written${refusal === undefined ? '' : `: ${refusal.reason}`}`
    throw new GhostSyncFailure('fix/not-written', message, EXIT_CODE.failed, {
      hint: refusal?.hint ?? 'Check that you may write to it and its folder, and that the disk is not full.',
      cause,
    })
  }
}

/** Rounds of fixes: one for what cannot be read, one for the rest, and one that finds nothing more. */
const MOST_ROUNDS = 3

/** Options of a check that may fix what has one certain fix. */
export interface CheckAndFixRequest extends CheckRequest {
  readonly fix: boolean
  readonly dryRun: boolean
  readonly force: boolean
}

export type CheckedAndFixed =
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }
  | {
      readonly kind: 'checked'
      readonly config: OfflineProject['config']
      /** The check of the files as they are afterwards. */
      readonly check: CheckedContent
      readonly fixes?: ContentFixes
      readonly exitCode: ExitCode
    }

/**
 * Checks the files of a project. If asked to, it fixes them and checks the fixed files again.
 * @throws GhostSyncFailure those of `loadOffline`, `checkContent` and `fixContent`
 */
export async function checkAndFix(
  context: RunContext & WorkReporter,
  choice: ProjectChoice,
  request: CheckAndFixRequest,
): Promise<CheckedAndFixed> {
  const look = async () => {
    // The project is loaded for every check: a reader remembers what it has seen of the disk.
    const loaded = await loadOffline(context, choice)
    if (loaded.kind === 'invalid') return loaded
    const { project } = loaded
    const checking = runUnguarded(context, () => checkContent(project, context, request))
    const found = await waitFor(context, { kind: 'checking' }, checking)
    const problems = await markFixable(project, found, context.unguarded)
    return { kind: 'checked' as const, project, check: { ...found, problems } }
  }
  const first = await look()
  if (first.kind === 'invalid') return first
  const { fix, dryRun, force, strict } = request
  const { env, unguarded } = context
  let last = first
  let fixes: ContentFixes | undefined
  // What could not be read before shows its other mistakes only now.
  for (let round = 0; fix && round < MOST_ROUNDS; round += 1) {
    const { all: files, chosen, unreadable } = last.check
    const made = await fixContent(last.project, { files, chosen, unreadable, dryRun, force, env, unguarded })
    fixes = { ...made, fixes: [...(fixes?.fixes ?? []), ...made.fixes] }
    if (!made.isWritten || made.fixes.length === 0) break
    const next = await look()
    if (next.kind === 'invalid') return next
    last = next
  }
  return {
    kind: 'checked',
    config: last.project.config,
    check: last.check,
    ...(fixes !== undefined && { fixes }),
    exitCode: decideCheckExitCode(last.check.problems, strict),
  }
}
