import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import type { CommandIo } from '../output/command-io.ts'

export interface TextQuestion {
  readonly question: string
  /** The value that Enter alone gives; shown in brackets. */
  readonly fallback?: string
  /** Whether the typed text stays invisible. */
  readonly hidden?: true
  /** Says in one sentence what is wrong with an answer; undefined accepts it. */
  readonly refuse: (answer: string) => string | undefined
}

/**
 * Asks for a line of text on a terminal until an answer is accepted.
 * @throws GhostSyncFailure `interrupted` at Ctrl-C or the end of the input
 */
export async function askText(io: CommandIo, { question, fallback, hidden, refuse }: TextQuestion): Promise<string> {
  for (;;) {
    const prompt = `${question}${fallback === undefined ? '' : ` [${fallback}]`}: `
    const typed = await readLine(io, prompt, hidden === true)
    const answer = typed.trim() === '' && fallback !== undefined ? fallback : typed.trim()
    const reason = refuse(answer)
    if (reason === undefined) return answer
    io.stderr(`${reason}\n`)
  }
}

function readLine(io: CommandIo, prompt: string, hidden: boolean): Promise<string> {
  const { stdin, signal } = io
  if (stdin === undefined) throw stopped()
  // With `terminal`, readline puts the terminal into raw mode and echoes the typed text itself; the echo goes to this stream, which discards it.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface(
    hidden ? { input: stdin, output: nowhere, terminal: true } : { input: stdin, terminal: false },
  )
  // The prompt comes after raw mode is on: a terminal that is not in raw mode yet would show a key that is pasted at once.
  io.stderr(prompt)
  return new Promise((resolve, reject) => {
    let answered = false
    const onAbort = () => terminal.close()
    signal?.addEventListener('abort', onAbort, { once: true })
    terminal.on('SIGINT', () => terminal.close())
    terminal.once('line', (line) => {
      answered = true
      terminal.close()
      resolve(line)
    })
    terminal.once('close', () => {
      signal?.removeEventListener('abort', onAbort)
      if (hidden) io.stderr('\n')
      if (!answered) reject(stopped())
    })
  })
}

function stopped(): GhostSyncFailure {
  return new GhostSyncFailure('interrupted', 'stopped; nothing was written', EXIT_CODE.interrupted)
}
