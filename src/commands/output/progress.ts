import type { MultiBar, SingleBar } from 'cli-progress'
import { makePrintable } from '../../model/text.ts'
import { describeProgress, type ReportProgress, type SandboxProgress } from '../../sandbox/progress.ts'
import type { ProgressDisplay } from '../../sync/push/publish-all.ts'
import type { WorkReporter, WorkStage } from '../../sync/run-context.ts'
import type { CommandIo } from './command-io.ts'

const LINE_EVERY_MILLISECONDS = 5_000

/** Shows the progress of a push: a bar per site on a terminal, a line now and then elsewhere (a CI log keeps every line). */
export async function showProgress(io: CommandIo): Promise<ProgressDisplay> {
  return io.isTTY ? showBars() : showLines(io)
}

async function showBars(): Promise<ProgressDisplay> {
  // Loaded on use: `--help` and `--json` have no need of it.
  const { default: cliProgress } = await import('cli-progress')
  const format = '{site}  {bar}  {value}/{total} {unit}'
  const options = { format, hideCursor: true, clearOnComplete: true, barsize: 28 }
  const all: MultiBar = new cliProgress.MultiBar(options, cliProgress.Presets.shades_classic)
  const bars = new Map<string, SingleBar>()
  return {
    tell: (site, { kind, done, total }) => {
      const unit = kind === 'upload' ? 'uploads' : 'posts'
      const key = `${site} ${unit}`
      const bar = bars.get(key) ?? all.create(total, 0, { site, unit })
      bars.set(key, bar)
      bar.update(done, { site, unit })
    },
    stop: () => all.stop(),
  }
}

function showLines(io: CommandIo): ProgressDisplay {
  let last = io.now().getTime()
  return {
    tell: (site, { kind, done, total }) => {
      const now = io.now().getTime()
      if (done === total || now - last < LINE_EVERY_MILLISECONDS) return
      last = now
      io.stderr(`${site}: ${done} of ${total} ${kind === 'upload' ? 'uploads' : 'posts'}\n`)
    },
    stop: () => {},
  }
}

/** Shows on a terminal what is being waited for, on a line that is removed afterwards. Prints nothing in a log, where lines stay. */
export async function showStatus<Result>(
  io: Pick<CommandIo, 'stderr' | 'isTTY'>,
  text: string,
  work: Promise<Result>,
): Promise<Result> {
  if (!io.isTTY) return work
  io.stderr(`\r\x1b[2K${text} ...`)
  try {
    return await work
  } finally {
    io.stderr('\r\x1b[2K')
  }
}

/** Prints the progress messages of a use case on standard error. */
export function reportWork(io: Pick<CommandIo, 'stderr' | 'isTTY'>): WorkReporter {
  return {
    waitFor: (stage, work) => showStatus(io, describeStage(stage), work),
    // A status line may stand on the terminal at this moment.
    reportSelection: (reason) => io.stderr(`${io.isTTY ? '\r\x1b[2K' : ''}Changed: ${makePrintable(reason)}.\n`),
  }
}

function describeStage(stage: WorkStage): string {
  switch (stage.kind) {
    case 'reading':
      return 'Reading the files'
    case 'checking':
      return 'Checking the files'
    case 'comparing':
      return `Comparing ${stage.files} files with ${stage.sites.join(', ')}`
    case 'site':
      return `Reading ${stage.site}`
  }
}

/** A CI log keeps every line, so the same stage is printed again only after this time. */
const SANDBOX_LINE_EVERY_MILLISECONDS = 30_000

/** Steps that are done, as opposed to steps under way: their lines stay on the screen. */
const LASTING = ['unpinned', 'installed', 'ready', 'kept', 'port-moved', 'rebuilding', 'stopped']

const CLEAR_LINE = '\r\u001b[2K'

/** Shows what the sandbox is doing: one line that is overwritten on a terminal, a line per step elsewhere. */
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
    if (now - (told.get(subject) ?? Number.NEGATIVE_INFINITY) < SANDBOX_LINE_EVERY_MILLISECONDS) return
    told.set(subject, now)
    io.stderr(`${describeProgress(progress)}\n`)
  }
  return { tell, stop: () => {} }
}
