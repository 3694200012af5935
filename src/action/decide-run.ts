import type { ActionInputs } from './read-inputs.ts'

/** What one run of the action does. */
export type ActionRun =
  | { readonly kind: 'check'; readonly why: string }
  /** `check` and `plan`; `pull` where there is a pull request to comment. */
  | { readonly kind: 'review'; readonly pull?: number }
  | { readonly kind: 'push' }
  /** The pull request is closed: its drafts go. */
  | { readonly kind: 'clean'; readonly pull: number }
  | { readonly kind: 'nothing'; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string }

/** The part of GitHub's events that matters here. */
export interface ActionEvent {
  readonly action?: string
  readonly pull_request?: {
    readonly number: number
    readonly head?: { readonly repo?: { readonly full_name?: string } | null }
  }
  readonly repository?: { readonly default_branch?: string }
}

/**
 * Decides by the event. Who may only read the repository gets `check`, which needs no key and no right to write: forks, and Dependabot.
 */
export function decideRun(
  { mode, preview }: Pick<ActionInputs, 'mode' | 'preview'>,
  event: ActionEvent,
  env: Readonly<Record<string, string | undefined>>,
): ActionRun {
  const { GITHUB_EVENT_NAME: name, GITHUB_REPOSITORY: repository, GITHUB_REF: ref, GITHUB_ACTOR: actor } = env
  if (name === 'pull_request_target')
    return {
      kind: 'refused',
      why: 'pull_request_target runs what a stranger wrote with the keys of this repository; use pull_request',
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
