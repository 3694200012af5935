import { join } from 'node:path'
import { makeProject } from './make-project.mjs'
import { chooseMedian, runChild, runTimedChild } from './run-child.mjs'

const CLI = join(import.meta.dirname, '../dist/cli.js')

/** a: a push that finds nothing to do, against plain requests for the very lists of posts that it reads. */
export async function measureNoOpPush({ folder, site, posts, repeat, tell }) {
  tell(`a: publishing ${posts} posts to compare with (not measured)`)
  const project = await makeProject(folder, 'bench-no-op', site, { count: posts, bytesEach: 4000 })
  const options = { cwd: project.folder, env: project.env, reportFile: join(folder, 'report.json') }
  const push = () => runChild(CLI, ['push', '--json'], options)
  await push()
  const { read } = await push()
  const lists = read.filter((url) => /\/ghost\/api\/admin\/(posts|pages)\/\?/.test(url))
  const [ours, theirs] = [[], []]
  for (let round = 1; round <= repeat; round += 1) {
    theirs.push(await runTimedChild('read-lists.mjs', { urls: lists, adminKey: site.adminKey }, options))
    const run = await push()
    const [outcome] = JSON.parse(run.stdout).sites
    if (outcome.requests.writes !== 0)
      throw new Error(`a push with nothing to do made ${outcome.requests.writes} writes`)
    ours.push(run)
    tell(
      `a: round ${round} of ${repeat}: push ${run.seconds.toFixed(2)} s, lists ${theirs.at(-1).seconds.toFixed(2)} s`,
    )
  }
  return {
    id: 'a',
    what: `push of ${posts} posts with nothing to do`,
    baseline: `the same ${lists.length} lists of posts and pages, by plain fetch, one after the other`,
    ours: chooseMedian(ours),
    theirs: chooseMedian(theirs),
    rounds: repeat,
  }
}
