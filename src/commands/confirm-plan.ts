import type { Plan } from '../diff/plan.ts'
import { askConsent } from './ask-consent.ts'
import type { CommandIo } from './command-io.ts'

/** Asks before what cannot be undone: removing posts, overwriting what was edited in Ghost, taking over posts. */
export async function confirmPlan(io: CommandIo, plan: Plan): Promise<boolean> {
  const actions = plan.sites.flatMap((site) => site.actions)
  const removed = actions.filter(({ kind }) => kind === 'delete' || kind === 'unpublish').length
  const overwritten = actions.filter((action) => action.kind === 'update' && action.reason !== 'changed').length
  if (removed + overwritten === 0) return true
  const what = [
    removed > 0 ? `remove ${removed}` : '',
    overwritten > 0 ? `overwrite or take over ${overwritten}` : '',
  ].filter((part) => part !== '')
  const [first = '', ...rest] = `${what.join(' and ')} post${removed + overwritten === 1 ? '' : 's'}?`
  return askConsent(io, `${first.toUpperCase()}${rest.join('')}`)
}
