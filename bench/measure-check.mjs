import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeContent } from './make-content.mjs'
import { chooseMedian, runChild, runTimedChild } from './run-child.mjs'

const CLI = join(import.meta.dirname, '../dist/cli.js')
const BYTES_EACH = 4000

/** d: `check` of the whole repository, the start of the process included, against marked alone on the same text. */
export async function measureCheck({ folder, files, repeat, tell }) {
  const root = join(folder, 'check')
  tell(`d: writing ${files} files (not measured)`)
  const bytes = await makeContent(root, { count: files, bytesEach: BYTES_EACH })
  const config = {
    project: 'bench',
    sites: { bench: { url: 'https://bench.example.com', adminKeyEnv: 'BENCH_ADMIN' } },
  }
  await writeFile(join(root, 'ghost-sync.config.json'), JSON.stringify(config))
  const options = { cwd: root, reportFile: join(folder, 'report.json') }
  const [ours, theirs] = [[], []]
  for (let round = 1; round <= repeat; round += 1) {
    theirs.push(await runTimedChild('parse-with-marked.mjs', { root }, options))
    const run = await runChild(CLI, ['check', '--json'], options)
    const checked = JSON.parse(run.stdout)
    if (checked.files !== files) throw new Error(`check looked at ${checked.files} of ${files} files`)
    ours.push(run)
    tell(
      `d: round ${round} of ${repeat}: check ${run.seconds.toFixed(2)} s, marked ${theirs.at(-1).seconds.toFixed(2)} s`,
    )
  }
  return {
    id: 'd',
    what: `check of ${files} files, ${(bytes / 1e6).toFixed(1)} MB, the whole process`,
    baseline: 'marked alone, Markdown to HTML, of the same text already read',
    ours: chooseMedian(ours),
    theirs: chooseMedian(theirs),
    rounds: repeat,
  }
}
