import { createInterface } from 'node:readline/promises'
import type { CommandIo } from './command-io.ts'

/** Asks a yes-or-no question on a terminal; the default is no. Where nobody can answer it is a yes: the flags that led here were typed on purpose. */
export async function askConsent(io: CommandIo, question: string): Promise<boolean> {
  if (!io.isTTY || io.stdin === undefined) return true
  const terminal = createInterface({ input: io.stdin, terminal: false })
  io.stderr(`${question} [y/N] `)
  try {
    const lines = terminal[Symbol.asyncIterator]()
    const answer = await lines.next()
    return !answer.done && /^y(es)?$/i.test(answer.value.trim())
  } finally {
    terminal.close()
  }
}
