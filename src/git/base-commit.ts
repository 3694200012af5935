import { readFile } from 'node:fs/promises'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'

/** What `--changed` without a commit compares with. */
export type ChosenBase =
  | { readonly kind: 'commit'; readonly ref: string }
  /** The branch is new, and so is everything on it. */
  | { readonly kind: 'everything' }
  /** There is no CI system: git knows the default branch. */
  | { readonly kind: 'default-branch' }
  /** The CI system names no commit, because nothing was pushed (a schedule, a button). */
  | { readonly kind: 'unknown' }

type Variables = Readonly<Record<string, string | undefined>>

/**
 * Reads from the CI system what a run is about: the commit that a pull request or merge request branches off, or the one that the branch was at before a
 * push.
 *
 * @param event GitHub's, parsed (GITHUB_EVENT_PATH); undefined elsewhere
 */
export function chooseBase(env: Variables, event: unknown): ChosenBase {
  if (env.GITHUB_ACTIONS === 'true') return chooseOnGithub(env, event)
  if (env.GITLAB_CI === 'true') return chooseOnGitlab(env)
  return { kind: 'default-branch' }
}

function chooseOnGithub(env: Variables, event: unknown): ChosenBase {
  const requested = read(event, 'pull_request', 'base', 'sha')
  if (requested !== undefined) return { kind: 'commit', ref: requested }
  const before = read(event, 'before')
  if (before === undefined) return { kind: 'unknown' }
  return choosePushed(before, env.GITHUB_REF_NAME, read(event, 'repository', 'default_branch'))
}

function chooseOnGitlab(env: Variables): ChosenBase {
  const { CI_MERGE_REQUEST_DIFF_BASE_SHA: requested = '', CI_COMMIT_BEFORE_SHA: before = '' } = env
  if (requested !== '') return { kind: 'commit', ref: requested }
  return before === '' ? { kind: 'unknown' } : choosePushed(before, env.CI_COMMIT_BRANCH, env.CI_DEFAULT_BRANCH)
}

/** Zeros stand for "there was no commit": a new branch is compared with the default one; for the default branch itself everything is new. */
function choosePushed(before: string, branch: string | undefined, defaultBranch: string | undefined): ChosenBase {
  if (!/^0+$/.test(before)) return { kind: 'commit', ref: before }
  if (defaultBranch === undefined || branch === defaultBranch) return { kind: 'everything' }
  return { kind: 'commit', ref: `origin/${defaultBranch}` }
}

/** Reads a text deep in a parsed JSON value. */
function read(value: unknown, ...keys: readonly string[]): string | undefined {
  let at = value
  for (const key of keys) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined
    at = (at as Record<string, unknown>)[key]
  }
  return typeof at === 'string' && at !== '' ? at : undefined
}

/** Reads the event of GitHub's runner; undefined where there is none. */
async function readGithubEvent({ GITHUB_EVENT_PATH: path = '' }: Variables): Promise<unknown> {
  return path === '' ? undefined : (JSON.parse(await readFile(path, 'utf8')) as unknown)
}

export interface BaseCommit {
  readonly sha: string
  /** Its name for people: `origin/main`, or what they wrote. */
  readonly name: string
}

/** Runs git in the project's folder. */
export type Git = (...args: readonly string[]) => Promise<string>

/** The names of a default branch to try when no CI system says what to compare with. */
const DEFAULT_BRANCHES = ['origin/HEAD', 'origin/main', 'origin/master', '@{upstream}', 'main', 'master']

/**
 * Finds the commit since which changes count: where HEAD branched off `ref`, or, without one, off what the CI system names or the default branch.
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

/** Whether a ref exists. git would read a name that begins with a dash as an option. */
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
