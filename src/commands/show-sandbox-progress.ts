import { describeProgress } from '../sandbox/describe-progress.ts'
import type { ReportProgress, SandboxProgress } from '../sandbox/sandbox-progress.ts'
import type { CommandIo } from './command-io.ts'

/** A CI log keeps every line: the same stage is told again only after so long. */
const LINE_EVERY_MILLISECONDS = 30_000

/** What happened, as opposed to what is going on: it stays on the screen. */
const LASTING = ['unpinned', 'installed', 'ready', 'kept', 'port-moved', 'rebuilding', 'stopped']

const CLEAR_LINE = '\r\u001b[2K'

/** Shows what the sandbox is doing: one line that is drawn over on a terminal, a line per step elsewhere. */
export function showSandboxProgress(io: CommandIo): { readonly tell: ReportProgress; readonly stop: () => void } {
  if (io.isTTY) {
    const tell = (progress: SandboxProgress) =>
      io.stderr(`${CLEAR_LINE}${describeProgress(progress)}${LASTING.includes(progress.stage) ? '\n' : ''}`)
    return { tell, stop: () => io.stderr(CLEAR_LINE) }
  }
  const told = new Map<string, number>()
  const tell = (progress: SandboxProgress) => {
    const subject = `${progress.kind === 'site' ? progress.site : progress.ghostVersion} ${progress.stage}`
    const now = io.now().getTime()
    if (now - (told.get(subject) ?? Number.NEGATIVE_INFINITY) < LINE_EVERY_MILLISECONDS) return
    told.set(subject, now)
    io.stderr(`${describeProgress(progress)}\n`)
  }
  return { tell, stop: () => {} }
}
