import type { ConflictAction, Plan, SitePlan } from '../diff/plan.ts'
import { makePrintable } from '../report/make-printable.ts'
import { renderAction } from '../report/render-action.ts'
import { askChoice } from './ask-choice.ts'
import type { SiteSession } from './assemble-plan.ts'
import type { CommandIo } from './command-io.ts'
import { readSiteTime } from './read-site-time.ts'

type Choice = 'file' | 'ghost' | 'skip' | 'quit'

/** What a person at the terminal made of the conflicts of a plan. */
export type Resolution =
  | { readonly kind: 'quit' }
  | {
      readonly kind: 'resolved'
      /** With the posts as updates for which the file was chosen. */
      readonly plan: Plan
      /** By site: paths for which Ghost's side was chosen; the push leaves them, a pull follows. */
      readonly pulls: ReadonlyMap<string, readonly string[]>
    }

/**
 * Asks about each conflict, one by one. Nothing is decided by silence: whoever skips leaves both sides as they are. A choice for the file holds for
 * the post as it was shown; should somebody save it until it is written, it is a conflict again.
 */
export async function resolveConflicts(
  io: CommandIo,
  plan: Plan,
  sessions: ReadonlyMap<string, SiteSession>,
): Promise<Resolution> {
  const sites: SitePlan[] = []
  const pulls = new Map<string, readonly string[]>()
  const asks = io.isTTY && io.stdin !== undefined
  if (!asks) return { kind: 'resolved', plan, pulls }
  const conflicts = plan.sites.flatMap(({ actions }) => actions.filter(isConflict))
  let nth = 0
  for (const site of plan.sites) {
    const chosen: Record<Choice, string[]> = { file: [], ghost: [], skip: [], quit: [] }
    for (const action of site.actions.filter(isConflict)) {
      nth += 1
      const choice = await askOne(io, site, action, {
        which: `${nth} of ${conflicts.length}`,
        now: readSiteTime(site.site, sessions, io),
      })
      if (choice === 'quit') return { kind: 'quit' }
      chosen[choice].push(action.path)
    }
    const forced = new Set(chosen.file)
    const session = sessions.get(site.site)
    sites.push(forced.size === 0 || session === undefined ? site : await session.replan(forced))
    if (chosen.ghost.length > 0) pulls.set(site.site, chosen.ghost)
  }
  return { kind: 'resolved', plan: { ...plan, sites }, pulls }
}

async function askOne(
  io: CommandIo,
  site: SitePlan,
  action: ConflictAction,
  { which, now }: { readonly which: string; readonly now: Date },
): Promise<Choice> {
  const shown = renderAction(action, { colour: io.colour, diff: true, now }).slice(0, -2)
  io.stderr(`\nConflict ${which}, ${makePrintable(site.site)}:\n${shown.join('\n')}\n`)
  const question = "[f] keep the file, [g] take Ghost's into the file, [s] skip, [q] quit and write nothing: "
  const choices: Readonly<Record<string, Choice>> = { f: 'file', g: 'ghost', s: 'skip', q: 'quit' }
  return (await askChoice(io, question, choices)) ?? 'quit'
}

function isConflict(action: SitePlan['actions'][number]): action is ConflictAction {
  return action.kind === 'conflict'
}
