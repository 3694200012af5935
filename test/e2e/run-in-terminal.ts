import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { keepDate } from '../calendar/move-date.ts'
import { CLI, DATA_FOLDER, type Workspace } from './open-workspace.ts'

/** What makes a pseudo-terminal: on every Linux with util-linux or bsdutils, which Debian and Ubuntu do not come without. */
const SCRIPT = '/usr/bin/script'

export const hasTerminal = process.platform === 'linux' && existsSync(SCRIPT)

/** A question, and what is typed once it is there. */
export type Answer = readonly [question: string | RegExp, typed: string]

/** Before the time-out of a test, which could not say what the terminal showed. */
const PATIENCE_MILLISECONDS = 100_000

/** Runs the built command line in a terminal and answers its questions in their order. What comes back is what the terminal showed. */
export function runInTerminal(
  workspace: Workspace,
  args: readonly string[],
  answers: readonly Answer[],
  more: Readonly<Record<string, string | undefined>> = { NO_COLOR: '1' },
): Promise<{ readonly code: number | null; readonly shown: string }> {
  const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
  const command = [process.execPath, CLI, ...args].map(quote).join(' ')
  const child = spawn(SCRIPT, ['-qec', command, '/dev/null'], {
    cwd: workspace.folder,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      GHOST_SYNC_DATA: DATA_FOLDER,
      TERM: 'xterm',
      ...keepDate(),
      ...workspace.env,
      ...more,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let shown = ''
  let read = 0
  const waiting = [...answers]
  child.stdout.on('data', (chunk: Buffer) => {
    shown += chunk.toString('utf8')
    const [next] = waiting
    if (next === undefined) return
    const rest = shown.slice(read)
    const at = typeof next[0] === 'string' ? rest.indexOf(next[0]) : rest.search(next[0])
    if (at < 0) return
    waiting.shift()
    read = shown.length
    child.stdin.write(next[1])
  })
  return new Promise((resolve, reject) => {
    const waited = setTimeout(() => {
      child.kill('SIGKILL')
      const next = waiting[0] === undefined ? 'its end' : `"${waiting[0][0]}"`
      reject(new Error(`${args.join(' ')}: waited for ${next} in vain; shown so far:\n${shown}`))
    }, PATIENCE_MILLISECONDS)
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(waited)
      resolve({ code, shown: shown.replaceAll('\r\n', '\n') })
    })
  })
}
