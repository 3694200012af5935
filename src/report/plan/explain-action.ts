import type { Action, RemoveAction } from '../../diff/plan.ts'
import { makePrintable, quotePath } from '../../model/text.ts'

/** The explanation of an action: a note beside its title, and sentences below it that say what can be done. */
export interface Explanation {
  readonly note?: string
  readonly advice: readonly string[]
}

/** Explains why an action is what it is. The commands in it work as they stand, from the folder of the config. */
export function explainAction(action: Action): Explanation {
  switch (action.kind) {
    case 'create':
      return { note: makePrintable(String(action.payload.fields.status ?? 'draft')), advice: [] }
    case 'update':
      return explainUpdate(action)
    case 'delete':
      return explainDelete(action)
    case 'unchanged':
      return action.restored === true && action.drifts.length > 0
        ? { note: 'restored to an older revision in Ghost', advice: [] }
        : { advice: [] }
    case 'unpublish':
      return { advice: [] }
    case 'conflict':
      return {
        note: explainConflict(action),
        advice: [
          ...(action.merges === true
            ? [`To keep both: ghost-sync pull ${quotePath(action.path)} merges them, without a question; then push.`]
            : []),
          `To overwrite Ghost's with the file: ghost-sync push --force ${quotePath(action.path)}`,
          `To overwrite the file with Ghost's: ghost-sync pull --theirs ${quotePath(action.path)}`,
        ],
      }
    case 'gone':
      return explainGone(action)
    case 'unowned':
      return explainUnowned(action)
    case 'orphan':
      return explainOrphan(action)
    case 'blocked':
      return { note: 'has errors, see below', advice: [] }
  }
}

function explainConflict({ reason, restored }: Extract<Action, { kind: 'conflict' }>): string {
  if (restored === true) return 'changed in the file, and restored to an older revision in Ghost'
  return reason === 'both-changed' ? 'changed in the file and in Ghost' : 'differs, and nothing tells who changed what'
}

const CONVERSIONS = {
  mobiledoc: ['Ghost keeps its text in the format of Ghost 4 (Mobiledoc), and converts it when this is written.'],
  html: ['Ghost has nothing but HTML of its text; from this write on it is blocks that can be edited.'],
} as const

function explainUpdate(action: Extract<Action, { kind: 'update' }>): Explanation {
  const { reason, changes, renamedFrom, converts, restored } = action
  const quiet = changes.length === 0
  const advice = converts === undefined ? [] : CONVERSIONS[converts]
  switch (reason) {
    case 'adopted':
      return { note: quiet ? 'taken over, nothing differs' : 'taken over, and overwritten with the file', advice }
    case 'forced':
      return {
        note: `forced: overwrites ${restored === true ? 'the older revision that was restored' : 'what was edited'} in Ghost`,
        advice,
      }
    case 'changed':
      return quiet && renamedFrom === undefined ? { note: 'its stamp is renewed, nothing else', advice } : { advice }
  }
}

const RECOGNISED = { slug: 'slug', body: 'text' } as const

function explainGone({ by, path }: Extract<Action, { kind: 'gone' }>): Explanation {
  const recreate = `ghost-sync push --recreate ${quotePath(path)}`
  if (by === 'title') {
    return {
      note: 'a post of this title was deleted in Ghost, and its file is gone; nothing tells whether this is the same one',
      advice: [`If it is another, or to be published again: ${recreate}`, 'Or delete the file.'],
    }
  }
  const known = by === undefined ? '' : ` (known by its ${RECOGNISED[by]})`
  return {
    note: `deleted in Ghost since it was published${known}; it is not made again`,
    advice: [`To publish it again: ${recreate}`, 'Or delete the file.'],
  }
}

function explainUnowned({ project, differences, path, released }: Extract<Action, { kind: 'unowned' }>): Explanation {
  // `--adopt` alone never overwrites. Where something differs, or another project manages the post, both flags are needed.
  const flags = project !== undefined || differences.length > 0 ? '--adopt --force' : '--adopt'
  const effect = differences.length > 0 ? 'To take it over and overwrite it with the file' : 'To take it over'
  if (released === true) {
    return {
      note: 'somebody took our tag off its post in Ghost Admin',
      advice: [
        `${effect.replace('take it over', 'take it back')}: ghost-sync push ${flags} ${quotePath(path)}`,
        'Or delete the file.',
      ],
    }
  }
  return {
    note:
      project === undefined
        ? 'a post that is not ours has this slug'
        : `project ${makePrintable(project)} manages the post with this slug`,
    advice: [`${effect}: ghost-sync push ${flags} ${quotePath(path)}`, 'Or give the file another slug.'],
  }
}

function explainDelete({ reason }: Extract<Action, { kind: 'delete' }>): Explanation {
  switch (reason) {
    case 'twin':
      return { note: 'made twice by a push that was cut off; the other one stays', advice: [] }
    case 'stray':
      return {
        note: 'made by a push that was cut off, beside the post that has its slug; it is taken back',
        advice: [],
      }
    default:
      return { advice: [] }
  }
}

function explainOrphan({ reason, restored }: RemoveAction): Explanation {
  switch (reason) {
    case 'policy':
      return { note: 'its file is gone; it stays', advice: [] }
    case 'edited':
      return {
        note: `its file is gone, but ${restored === true ? 'an older revision of it was restored' : 'it was edited'} in Ghost; it stays`,
        advice: [
          'To remove it all the same: ghost-sync push --prune --force (overwrites every other edit in Ghost as well).',
        ],
      }
    case 'refused':
      return { note: 'its file is gone; it stays, because removing was refused', advice: [] }
    case 'twin':
    case 'stray':
      return { note: 'made by a push that was cut off', advice: [] }
    case 'newer':
      return {
        note: 'its file is gone, but a newer ghost-sync wrote it; it stays',
        advice: ['Update ghost-sync here to the version that the others of this project use.'],
      }
    case 'unstamped':
      return {
        note: 'has our tag, but nothing tells that this project wrote it; it stays',
        advice: ['Remove it, or the tag, in Ghost Admin.'],
      }
  }
}
