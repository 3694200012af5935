import { resolve } from 'node:path'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'
import { type BaseCommit, findBaseCommit, type Git } from './base-commit.ts'
import { runGit } from './git.ts'

/** The differences between a commit and the files on disk. */
export interface FileChanges {
  /** Undefined: there is no earlier commit, everything is new. */
  readonly base: BaseCommit | undefined
  /** Absolute paths of files that are new, were renamed to this, or have other content. */
  readonly changed: ReadonlySet<string>
  /** Files of `changed` that the commit has under the same name as well. */
  readonly modified: ReadonlySet<string>
  /** Absolute paths of files that no longer exist. */
  readonly removed: ReadonlySet<string>
  /** Returns the text of a modified file in that commit; undefined where git does not have it as a text (a link). */
  readonly readBefore: (path: string) => Promise<string | undefined>
}

/**
 * Asks git what was changed since a commit: in commits, in the index, on disk without a commit, and in files that git does not know yet. A push
 * publishes what is on disk.
 *
 * @param folder Absolute path of the project root; the repository may begin above it.
 * @param ref as written after `--changed`; undefined: see `findBaseCommit`
 * @throws GhostSyncFailure `git/no-repository` and those of `findBaseCommit`
 */
export async function findChanges(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
  ref: string | undefined,
): Promise<FileChanges> {
  const git: Git = (...args) => runGit(folder, env, ...args)
  const up = await git('rev-parse', '--show-cdup').catch((cause: unknown) => {
    throw new GhostSyncFailure('git/no-repository', `${folder} is in no git repository`, EXIT_CODE.usage, {
      hint: '--changed asks git what changed; run without it.',
      cause,
    })
  })
  const top = resolve(folder, up.replace(/\n$/, ''))
  const base = await findBaseCommit(git, env, ref)
  const none = { changed: new Set<string>(), modified: new Set<string>(), removed: new Set<string>() }
  if (base === undefined) return { base, ...none, readBefore: async () => undefined }

  const compare = ['diff', '--name-status', '-z', '-M', '--no-relative', '--no-ext-diff', '--ignore-submodules']
  const { changed, modified, removed } = readNameStatus(await git(...compare, base.sha, '--'), top)
  const untracked = await runGit(top, env, 'ls-files', '-z', '--others', '--exclude-standard')
  for (const name of untracked.split('\0')) if (name !== '') changed.add(resolve(top, name))
  const names = new Map([...modified].map((path) => [path, path.slice(top.length + 1).replaceAll('\\', '/')]))
  const readBefore = async (path: string) => {
    const name = names.get(path)
    return name === undefined ? undefined : git('cat-file', 'blob', `${base.sha}:${name}`)
  }
  return { base, changed, modified, removed, readBefore }
}

/** Reads the output of git: a letter, then one path, or two for a rename (`R086`) or a copy. */
function readNameStatus(text: string, top: string) {
  const [changed, modified, removed] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const parts = text.split('\0')
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const status = parts[at] ?? ''
    const path = resolve(top, parts[at + 1] ?? '')
    if (/^[RC]/.test(status)) {
      if (status.startsWith('R')) removed.add(path)
      changed.add(resolve(top, parts[at + 2] ?? ''))
      at += 1
    } else if (status === 'D') removed.add(path)
    else {
      changed.add(path)
      if (status === 'M') modified.add(path)
    }
  }
  return { changed, modified, removed }
}
