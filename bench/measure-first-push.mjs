import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { composePost } from '../dist/ghost/posts/compose-post.js'
import { composeLexical } from '../dist/ghost/posts/stamp.js'
import { readSiteFacts } from '../dist/ghost/site/site-facts.js'
import { connectSite } from '../dist/ghost/transport/connection.js'
import { CONCURRENCY, makeProject } from './make-project.mjs'
import { chooseMedian, runChild, runTimedChild } from './run-child.mjs'

const CLI = join(import.meta.dirname, '../dist/cli.js')

/** b: a first push, against plain creates of the payloads that it would send, ready made, as many at a time. */
export async function measureFirstPush({ folder, site, posts, repeat, tell }) {
  const [ours, theirs] = [[], []]
  for (let round = 1; round <= repeat; round += 1) {
    const baseline = await prepareRaw({ folder, site, posts, round })
    const project = await makeProject(folder, `bench-first-${round}`, site, contentOf(posts, `first-${round}`, round))
    const push = async () => {
      const options = { cwd: project.folder, env: project.env, reportFile: join(folder, 'report.json') }
      const run = await runChild(CLI, ['push', '--json'], options)
      const [outcome] = JSON.parse(run.stdout).sites
      if (outcome.results.some(({ kind }) => kind !== 'created'))
        throw new Error('a first push did not create every post')
      ours.push(run)
    }
    const raw = async () => {
      theirs.push(
        await runTimedChild('create-posts.mjs', baseline, { cwd: folder, reportFile: join(folder, 'report.json') }),
      )
    }
    // The site fills as it goes: neither is always the one that finds it emptier.
    for (const one of round % 2 === 1 ? [raw, push] : [push, raw]) await one()
    tell(
      `b: round ${round} of ${repeat}: push ${ours.at(-1).seconds.toFixed(2)} s, creates ${theirs.at(-1).seconds.toFixed(2)} s`,
    )
  }
  return {
    id: 'b',
    what: `first push of ${posts} posts`,
    baseline: `plain creates of the same payloads, ready made, ${CONCURRENCY} at a time as well`,
    ours: chooseMedian(ours),
    theirs: chooseMedian(theirs),
    rounds: repeat,
  }
}

function contentOf(count, prefix, seed) {
  return { count, bytesEach: 4000, prefix, seed }
}

/** The payloads of posts like those of the push, under other slugs and another tag. */
async function prepareRaw({ folder, site, posts, round }) {
  const name = `bench-raw-${round}`
  const project = await makeProject(folder, name, site, contentOf(posts, `raw-${round}`, round))
  const options = { cwd: project.folder, env: project.env, reportFile: join(folder, 'report.json') }
  await runChild(CLI, ['plan', '--out', 'plan.json'], options)
  const plan = JSON.parse(await readFile(join(project.folder, 'plan.json'), 'utf8'))
  const [id, secret] = site.adminKey.split(':')
  const ownershipTag = `#${name}`
  const facts = await readSiteFacts(
    connectSite({ ...site, adminKey: { id, secret }, apiVersion: 'auto', timeoutSeconds: 30, ownershipTag }),
  )
  const payloads = plan.sites[0].actions.map(({ payload }) => ({
    posts: [composePost({ ...payload, lexical: composeLexical(payload.body, payload.stamp), ownershipTag, facts })],
  }))
  const file = join(folder, 'payloads.json')
  await writeFile(file, JSON.stringify(payloads))
  return { url: site.url, adminKey: site.adminKey, file, concurrency: CONCURRENCY }
}
