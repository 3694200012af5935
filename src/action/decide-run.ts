import type { ActionInputs } from './read-inputs.ts'

/** What one run of the action does. */
export type ActionRun =
  | { readonly kind: 'check'; readonly why: string }
  /** `check` and `plan`; `pull` where there is a pull request to comment. */
  | { readonly kind: 'review'; readonly pull?: number }
  | { readonly kind: 'push' }
  /** The pull request is closed: its drafts are removed. */
  | { readonly kind: 'clean'; readonly pull: number }
  | { readonly kind: 'nothing'; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string }

/**
 * The events that the action runs on. Either only somebody who may write to the repository can cause them, or GitHub gives a run for a fork no keys
 * and a token that may only read (`pull_request` and the two about reviews). All others run with the keys of the repository: some on what a
 * stranger did (`pull_request_target`, `workflow_run`, `issue_comment`, `issues`, `discussion`, `fork`, `watch` ...), where a checkout of the
 * stranger's commit would run the stranger's config. GitHub adds events, so those that are known to be safe are listed, not those that are not.
 */
const SAFE_EVENTS: readonly string[] = [
  'push',
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'merge_group',
  'schedule',
  'workflow_dispatch',
  'repository_dispatch',
  'release',
]

/** The part of GitHub's events that the decision needs. */
export interface ActionEvent {
  readonly action?: string
  readonly pull_request?: {
    readonly number: number
    readonly head?: { readonly repo?: { readonly full_name?: string } | null }
  }
  readonly repository?: { readonly default_branch?: string }
}

/**
 * Decides by the event what to run. Whoever may only read the repository (forks, Dependabot) gets `check`, which needs no key and no right to write.
 */
export function decideRun(
  { mode, preview }: Pick<ActionInputs, 'mode' | 'preview'>,
  event: ActionEvent,
  env: Readonly<Record<string, string | undefined>>,
): ActionRun {
  const { GITHUB_EVENT_NAME: name, GITHUB_REPOSITORY: repository, GITHUB_REF: ref, GITHUB_ACTOR: actor } = env
  if (name === undefined || !SAFE_EVENTS.includes(name)) {
    return {
      kind: 'refused',
      why: `The event ${name ?? '(none)'} runs with the keys of this repository, and a stranger may have caused it: with a checkout of the stranger's commit, ghost-sync would run the stranger's config. Use pull_request for what others send, and push, schedule or workflow_dispatch to publish.`,
    }
  }
  const { pull_request: pull } = event
  if (pull !== undefined) {
    if (pull.head?.repo?.full_name !== repository) return { kind: 'check', why: 'a fork has no keys' }
    if (actor === 'dependabot[bot]') return { kind: 'check', why: 'Dependabot has no keys' }
    if (event.action === 'closed')
      return preview ? { kind: 'clean', pull: pull.number } : { kind: 'nothing', why: 'the pull request is closed' }
  }
  if (mode === 'check') return { kind: 'check', why: 'asked for' }
  if (mode === 'push') return { kind: 'push' }
  if (pull !== undefined) return { kind: 'review', pull: pull.number }
  if (mode === 'plan') return { kind: 'review' }
  const { default_branch: branch = '' } = event.repository ?? {}
  const isDefault = branch !== '' && ref === `refs/heads/${branch}`
  const publishes = name === 'push' || name === 'schedule' || name === 'workflow_dispatch'
  return publishes && isDefault ? { kind: 'push' } : { kind: 'check', why: 'not the default branch' }
}
