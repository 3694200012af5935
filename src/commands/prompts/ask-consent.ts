import { createInterface } from 'node:readline/promises'
import type { Plan } from '../../diff/plan.ts'
import type { CommandIo } from '../output/command-io.ts'

/**
 * Asks a yes-or-no question on a terminal; the default is no. Where nobody can answer (CI, a pipe) it returns yes, because the command was written on
 * purpose.
 */
export async function askConsent(io: CommandIo, question: string): Promise<boolean> {
  if (!io.isTTY || io.stdin === undefined) return true
  const terminal = createInterface({ input: io.stdin, terminal: false })
  io.stderr(`${question} [y/N] `)
  // Ctrl-C at the question counts as an answer.
  const onAbort = () => terminal.close()
  io.signal?.addEventListener('abort', onAbort, { once: true })
  try {
    const answer = await terminal[Symbol.asyncIterator]().next()
    return answer.done !== true && /^y(es)?$/i.test(answer.value.trim())
  } finally {
    io.signal?.removeEventListener('abort', onAbort)
    terminal.close()
  }
}

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
