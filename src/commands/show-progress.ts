import type { MultiBar, SingleBar } from 'cli-progress'
import type { PublishProgress } from '../publish/publish-context.ts'
import type { CommandIo } from './command-io.ts'

/** Shows how far a push has come: a bar per site on a terminal, a line now and then elsewhere (a CI log keeps every line). */
export interface ProgressDisplay {
  readonly tell: (site: string, event: PublishProgress) => void
  readonly stop: () => void
}

const LINE_EVERY_MILLISECONDS = 5_000

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
