import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'

export const MODES = ['auto', 'check', 'plan', 'push'] as const

/** The inputs of action.yml, as its last step passes them on. */
export interface ActionInputs {
  readonly mode: (typeof MODES)[number]
  readonly workingDirectory: string
  readonly config: string
  readonly site: string
  readonly strict: boolean
  readonly changed: boolean
  readonly preview: boolean
  readonly comment: boolean
  readonly prune: boolean
  readonly sendEmail: boolean
  readonly backup: string
  readonly token: string
}

/** @throws GhostSyncFailure `usage/input` */
export function readInputs(env: Readonly<Record<string, string | undefined>>): ActionInputs {
  const text = (name: string) => (env[`INPUT_${name}`] ?? '').trim()
  const flag = (name: string) => {
    const value = text(name).toLowerCase()
    if (value === '' || value === 'false') return false
    if (value === 'true') return true
    throw wrong(name, 'true or false')
  }
  const written = text('MODE')
  const mode = MODES.find((one) => one === written) ?? (written === '' ? 'auto' : undefined)
  if (mode === undefined) throw wrong('MODE', MODES.join(', '))
  return {
    mode,
    workingDirectory: text('WORKING_DIRECTORY') || '.',
    config: text('CONFIG'),
    site: text('SITE'),
    strict: flag('STRICT'),
    changed: flag('CHANGED'),
    preview: flag('PREVIEW'),
    comment: flag('COMMENT'),
    prune: flag('PRUNE'),
    sendEmail: flag('SEND_EMAIL'),
    backup: text('BACKUP'),
    token: text('TOKEN'),
  }
}

function wrong(name: string, takes: string): GhostSyncFailure {
  const input = name.toLowerCase().replaceAll('_', '-')
  return new GhostSyncFailure('usage/input', `the input ${input} takes ${takes}`, EXIT_CODE.usage)
}
