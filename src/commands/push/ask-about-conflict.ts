import { makePrintable } from '../../model/text.ts'
import { renderAction } from '../../report/plan/render-action.ts'
import type { AskAboutConflict, ConflictChoice } from '../../sync/push/conflicts.ts'
import type { CommandIo } from '../output/command-io.ts'
import { askChoice } from '../prompts/ask-choice.ts'

/**
 * Shows a conflict on the terminal and asks which side is right. Returns undefined where nobody can answer.
 * @param readTime gives the time on a site
 */
export function askAboutConflict(io: CommandIo, readTime: (site: string) => Date): AskAboutConflict | undefined {
  if (!io.isTTY || io.stdin === undefined) return undefined
  return async (site, action, { nth, total }) => {
    const shown = renderAction(action, { colour: io.colour, diff: true, now: readTime(site.site) }).slice(0, -2)
    io.stderr(`\nConflict ${nth} of ${total}, ${makePrintable(site.site)}:\n${shown.join('\n')}\n`)
    const question = "[f] keep the file, [g] take Ghost's into the file, [s] skip, [q] quit and write nothing: "
    const choices: Readonly<Record<string, ConflictChoice>> = { f: 'file', g: 'ghost', s: 'skip', q: 'quit' }
    return (await askChoice(io, question, choices)) ?? 'quit'
  }
}
