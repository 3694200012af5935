import { readFile } from 'node:fs/promises'

/** What `--changed` without a commit compares with. */
export type ChosenBase =
  | { readonly kind: 'commit'; readonly ref: string }
  /** A branch that has only begun: all of it is new. */
  | { readonly kind: 'everything' }
  /** No CI system: git knows the default branch. */
  | { readonly kind: 'default-branch' }
  /** A CI system that does not say, because nothing was pushed (a schedule, a button). */
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

/** Zeros stand for "there was nothing": a new branch is compared with the default one, which itself is compared with nothing. */
function choosePushed(before: string, branch: string | undefined, defaultBranch: string | undefined): ChosenBase {
  if (!/^0+$/.test(before)) return { kind: 'commit', ref: before }
  if (defaultBranch === undefined || branch === defaultBranch) return { kind: 'everything' }
  return { kind: 'commit', ref: `origin/${defaultBranch}` }
}

/** A text deep in a parsed JSON value. */
function read(value: unknown, ...keys: readonly string[]): string | undefined {
  let at = value
  for (const key of keys) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined
    at = (at as Record<string, unknown>)[key]
  }
  return typeof at === 'string' && at !== '' ? at : undefined
}

/** The event of GitHub's runner; undefined where there is none. */
export async function readGithubEvent({ GITHUB_EVENT_PATH: path = '' }: Variables): Promise<unknown> {
  return path === '' ? undefined : (JSON.parse(await readFile(path, 'utf8')) as unknown)
}
