import type { Action, SitePlan } from '../diff/plan.ts'
import { countNoun } from './count-noun.ts'

const WORDING: readonly (readonly [Action['kind'], string, string])[] = [
  ['create', 'to create', 'to create'],
  ['update', 'to update', 'to update'],
  ['delete', 'to delete', 'to delete'],
  ['unpublish', 'to unpublish', 'to unpublish'],
  ['gone', 'deleted in Ghost', 'deleted in Ghost'],
  ['unchanged', 'unchanged', 'unchanged'],
  ['conflict', 'conflict', 'conflicts'],
  ['unowned', 'not ours', 'not ours'],
  ['blocked', 'with errors', 'with errors'],
  ['orphan', 'without a file', 'without a file'],
]

/** What a push would do to a site, in one line: `3 to create, 1 to update, 12 unchanged, 1 conflict`. */
export function summariseSite({ actions, problems }: SitePlan): string {
  if (actions.length === 0) return 'Nothing to do: no posts here, and none there.'
  const edits = actions.flatMap((action) => ('drifts' in action ? action.drifts : [])).length
  const kept = edits === 0 ? '' : `${countNoun(edits, 'edit')} in Ghost kept`
  const copies = problems.filter(({ code }) => code === 'post/copied').length
  const second = copies === 0 ? [] : [countNoun(copies, 'duplicate')]
  if (copies === 0 && actions.every(({ kind }) => kind === 'unchanged')) {
    const match = actions.length === 1 ? 'the only post matches' : `all ${actions.length} posts match`
    return `Nothing to do: ${match}${kept === '' ? '' : `, ${kept}`}.`
  }
  const counts = WORDING.flatMap(([kind, one, many]) => {
    const count = actions.filter((action) => action.kind === kind).length
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]
  })
  const sent = actions.filter((action) => 'email' in action && action.email?.kind === 'send').length
  const emails = sent === 0 ? [] : [`${countNoun(sent, 'e-mail')} to send`]
  return [...counts, ...second, ...emails, ...(kept === '' ? [] : [kept])].join(', ')
}
