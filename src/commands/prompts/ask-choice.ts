import { createInterface } from 'node:readline/promises'
import type { CommandIo } from '../output/command-io.ts'

/**
 * Asks a question that has several answers until one of them is given. Enter alone is no answer: silence decides nothing.
 *
 * @param choices maps the letters that a person types to what is returned; a question names them
 * @returns undefined where nobody answers: no terminal, the end of the input, or Ctrl-C
 */
export async function askChoice<Answer>(
  io: CommandIo,
  question: string,
  choices: Readonly<Record<string, Answer>>,
): Promise<Answer | undefined> {
  if (!io.isTTY || io.stdin === undefined || io.signal?.aborted === true) return undefined
  const terminal = createInterface({ input: io.stdin, terminal: false })
  const onAbort = () => terminal.close()
  io.signal?.addEventListener('abort', onAbort, { once: true })
  try {
    io.stderr(question)
    for await (const line of terminal) {
      const answer = line.trim().toLowerCase()
      if (Object.hasOwn(choices, answer)) return choices[answer]
      io.stderr(`Please type one of ${Object.keys(choices).join(', ')}: `)
    }
    return undefined
  } finally {
    io.signal?.removeEventListener('abort', onAbort)
    terminal.close()
  }
}
