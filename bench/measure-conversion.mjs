import { join } from 'node:path'
import { makeContent } from './make-content.mjs'
import { chooseMedian, runTimedChild } from './run-child.mjs'

const BYTES_EACH = 8000

/** c: files to Lexical, without any network, against marked alone on the same text. */
export async function measureConversion({ folder, megabytes, repeat, tell }) {
  const root = join(folder, 'conversion')
  const count = Math.ceil((megabytes * 1e6) / (BYTES_EACH + 250))
  tell(`c: writing ${megabytes} MB of Markdown (not measured)`)
  const bytes = await makeContent(root, { count, bytesEach: BYTES_EACH })
  const options = { cwd: folder, reportFile: join(folder, 'report.json') }
  const [ours, theirs] = [[], []]
  for (let round = 1; round <= repeat; round += 1) {
    theirs.push(await runTimedChild('parse-with-marked.mjs', { root }, options))
    ours.push(await runTimedChild('scan-and-convert.mjs', { root, count }, options))
    tell(
      `c: round ${round} of ${repeat}: scan and convert ${ours.at(-1).seconds.toFixed(2)} s, marked ${theirs.at(-1).seconds.toFixed(2)} s`,
    )
  }
  return {
    id: 'c',
    what: `scan and convert ${(bytes / 1e6).toFixed(1)} MB of Markdown in ${count} files`,
    baseline: 'marked alone, Markdown to HTML, of the same text already read',
    ours: chooseMedian(ours),
    theirs: chooseMedian(theirs),
    rounds: repeat,
  }
}
