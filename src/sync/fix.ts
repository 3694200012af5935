import { randomBytes } from 'node:crypto'
import { readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findUncommittedFiles } from '../git/find-uncommitted.ts'
import { EXIT_CODE, type ExitCode, GhostSyncFailure } from '../model/failure.ts'
import { explainWriteError } from '../model/file-errors.ts'
import type { Problem } from '../model/problem.ts'
import { runUnguarded } from '../model/stop-on-interrupt.ts'
import { applyEdits, fixFile } from '../scan/fix/fix-file.ts'
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
  /** Every file, and the files that may be fixed. */
  readonly files: readonly SourceFile[]
  readonly chosen: readonly SourceFile[]
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
  const paths = new Set(files.map(({ path }) => path.normalize('NFC')))
  const siteUrls = config.sites.map(({ url }) => url)
  const world = { content: config.content, readAsset, paths, siteUrls }
  const unsaved = await findUncommittedFiles(config.rootDir, env)
  const fixes: ContentFix[] = []
  const left: { file: string; reason: string }[] = []
  for (const source of chosen) {
    const path = join(config.rootDir, source.file)
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(path))
    const edits = await runUnguarded(request, () => fixFile(text, source, world))
    if (edits.length === 0) continue
    if (!force && !dryRun && unsaved.has(source.file)) {
      left.push({ file: source.file, reason: unsaved.reason })
      continue
    }
    const mended = applyEdits(text, edits)
    if (!dryRun) await replaceFile(path, mended, source.file)
    const [before, after] = [text, mended].map((one) => one.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/))
    for (const line of new Set(edits.map((edit) => edit.line))) {
      const codes = [...new Set(edits.filter((edit) => edit.line === line).map(({ code }) => code))]
      const [old, now] = [before?.[line - 1] ?? '', after?.[line - 1] ?? '']
      fixes.push({ file: source.file, line, before: old, after: now, codes })
    }
  }
  return { fixes, left, isWritten: !dryRun }
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
    return { kind: 'checked' as const, project, check: await waitFor(context, { kind: 'checking' }, checking) }
  }
  const first = await look()
  if (first.kind === 'invalid') return first
  const { fix, dryRun, force, strict } = request
  const { all: files, chosen } = first.check
  const { env, unguarded } = context
  const fixes = fix ? await fixContent(first.project, { files, chosen, dryRun, force, env, unguarded }) : undefined
  const isChanged = fixes?.isWritten === true && fixes.fixes.length > 0
  const last = isChanged ? await look() : first
  if (last.kind === 'invalid') return last
  return {
    kind: 'checked',
    config: last.project.config,
    check: last.check,
    ...(fixes !== undefined && { fixes }),
    exitCode: decideCheckExitCode(last.check.problems, strict),
  }
}
