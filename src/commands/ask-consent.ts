import { createInterface } from 'node:readline/promises'
import type { CommandIo } from './command-io.ts'

/** Asks a yes-or-no question on a terminal; the default is no. Where nobody can answer (CI, a pipe) it is a yes: what led here was written on purpose. */
export async function askConsent(io: CommandIo, question: string): Promise<boolean> {
  if (!io.isTTY || io.stdin === undefined) return true
  const terminal = createInterface({ input: io.stdin, terminal: false })
  io.stderr(`${question} [y/N] `)
  // Ctrl-C at the question is an answer, too.
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
