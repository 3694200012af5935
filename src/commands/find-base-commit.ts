import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { chooseBase, readGithubEvent } from './choose-base.ts'

export interface BaseCommit {
  readonly sha: string
  /** As people know it: `origin/main`, or what they wrote. */
  readonly name: string
}

/** Asks git in the project's folder. */
export type Git = (...args: readonly string[]) => Promise<string>

/** Where a default branch is looked for when no CI system says what to compare with. */
const DEFAULT_BRANCHES = ['origin/HEAD', 'origin/main', 'origin/master', '@{upstream}', 'main', 'master']

/**
 * The commit from which on changes count: where HEAD branched off `ref`, or, without one, off what the CI system names or the default branch.
 *
 * @returns undefined: everything is new
 * @throws GhostSyncFailure `git/unknown-ref`, `git/shallow`, `git/no-base`
 */
export async function findBaseCommit(
  git: Git,
  env: Readonly<Record<string, string | undefined>>,
  ref: string | undefined,
): Promise<BaseCommit | undefined> {
  if (ref !== undefined) return branchOff(git, ref)
  const chosen = chooseBase(env, await readGithubEvent(env))
  switch (chosen.kind) {
    case 'commit':
      return branchOff(git, chosen.ref)
    case 'everything':
      return undefined
    case 'default-branch':
      for (const name of DEFAULT_BRANCHES) if (await exists(git, name)) return branchOff(git, name)
      throw noBase('no default branch was found to compare with')
    case 'unknown':
      throw noBase('this run was not started by a push or a pull request, so that nothing says what changed')
  }
}

async function branchOff(git: Git, ref: string): Promise<BaseCommit> {
  if (!(await exists(git, ref))) {
    if (await isShallow(git)) throw shallow(ref)
    throw new GhostSyncFailure('git/unknown-ref', `git knows no commit ${ref}`, EXIT_CODE.usage, {
      hint: 'Fetch it, name another one (--changed REF), or run without --changed.',
    })
  }
  const sha = await git('merge-base', ref, 'HEAD').then(
    (text) => text.trim(),
    () => undefined,
  )
  if (sha !== undefined) return { sha, name: ref }
  if (await isShallow(git)) throw shallow(ref)
  throw new GhostSyncFailure('git/unknown-ref', `${ref} and HEAD have no commit in common`, EXIT_CODE.usage, {
    hint: 'Name another commit (--changed REF), or run without --changed.',
  })
}

/** A name that begins with a dash would be read as an option. */
async function exists(git: Git, ref: string): Promise<boolean> {
  if (ref.startsWith('-')) return false
  return git('rev-parse', '--verify', '--quiet', `${ref}^{commit}`).then(
    () => true,
    () => false,
  )
}

async function isShallow(git: Git): Promise<boolean> {
  return (await git('rev-parse', '--is-shallow-repository')).trim() === 'true'
}

function shallow(ref: string): GhostSyncFailure {
  const message = `this clone is shallow: its history does not reach back to ${ref}, so that nothing tells what changed`
  const hint =
    'Fetch all of it: `fetch-depth: 0` for actions/checkout, `GIT_DEPTH: 0` on GitLab, `git fetch --unshallow` elsewhere.'
  return new GhostSyncFailure('git/shallow', message, EXIT_CODE.usage, { hint })
}

function noBase(message: string): GhostSyncFailure {
  const hint = 'Say with what to compare (--changed main), or run without --changed.'
  return new GhostSyncFailure('git/no-base', message, EXIT_CODE.usage, { hint })
}
