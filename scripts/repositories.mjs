// `npm run repositories`: real public repositories through `init` with its default answers, `check`, `plan` and, for those marked `push` in
// repositories/list.json, a push to a real Ghost and the meaning of what it serves. Writes docs/repositories.md. Nothing of a repository is kept.
//
//   npm run repositories                                  clones each with git
//   npm run repositories -- --from FOLDER                 takes them from FOLDER/<owner>+<name>, a checkout, a bare repository, or a folder that holds
//                                                         one called `repo`
//   npm run repositories -- --only brew.sh --no-push      those whose name holds this text; without Ghost's pages
//   npm run repositories -- --list FILE --no-write        other repositories; without writing the page
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { renderRepositoriesTable } from './repositories/render-table.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const cli = join(root, 'dist', 'cli.js')
const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    only: { type: 'string', multiple: true },
    list: { type: 'string', default: join(root, 'scripts/repositories/list.json') },
    'no-push': { type: 'boolean', default: false },
    'no-write': { type: 'boolean', default: false },
    // Instead of a Ghost of its own, a site whose Admin API key is in GHOST_ADMIN_API_KEY: for the tests.
    site: { type: 'string' },
    output: { type: 'string' },
  },
})
const wanted = JSON.parse(readFileSync(values.list, 'utf8')).filter(
  ({ name }) => values.only === undefined || values.only.some((part) => name.includes(part)),
)
if (wanted.length === 0) fail('No repository of the list has that name.')

const work = mkdtempSync(join(tmpdir(), 'ghost-sync-repositories-'))
// The sites of this run are its own: nothing is published to a sandbox that somebody uses.
const env = { ...process.env, GHOST_SYNC_DATA: join(work, 'sites'), GHOST_ADMIN_API_KEY: '' }
const results = []
try {
  for (const repository of wanted) {
    console.log(`\n== ${repository.name}`)
    try {
      results.push(tryRepository(repository))
    } catch (error) {
      console.error(`   ${error.message}`)
      process.exitCode = 1
      continue
    }
    const { posts, postable, problems, screen, silent } = results.at(-1)
    const served = silent === undefined ? '' : `; ${silent} shown otherwise`
    console.log(`   ${postable} of ${posts} postable; ${problems} problems on ${screen} lines${served}`)
    if (values.output !== undefined) writeFileSync(values.output, `${JSON.stringify(results, null, 2)}\n`)
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}
console.log(`\n${renderRepositoriesTable(results)}`)
// A page without one of the repositories would look as if nothing had gone wrong.
if (!values['no-write'] && values.only === undefined && results.length === wanted.length)
  writePage(renderRepositoriesTable(results))

function tryRepository(repository) {
  const folder = mkdtempSync(join(work, 'checkout-'))
  const commit = checkOut(repository, folder)
  const cwd = join(folder, repository.folder ?? '')
  const site =
    values.site === undefined
      ? startSite(mkdtempSync(join(work, 'site-')))
      : { url: values.site, key: process.env.GHOST_ADMIN_API_KEY }
  try {
    const keyed = { ...env, GHOST_ADMIN_API_KEY: site.key }
    const init = run(cwd, keyed, 'init', '--url', site.url)
    if (init.status !== 0 && !init.stdout.includes('ghost-sync.config.ts'))
      fail(`init failed:\n${init.stdout}${init.stderr}`)
    const check = readJson(run(cwd, keyed, 'check', '--json'))
    const screen = run(cwd, keyed, 'check').stdout.split('\n').length - 1
    const fixes = readJson(run(cwd, keyed, 'check', '--fix', '--dry-run', '--force', '--json'))
    const plan = readJson(run(cwd, keyed, 'plan', '--json'))
    const actions = plan.sites[0]?.actions ?? []
    const isWritten = ({ kind }) => ['create', 'update', 'unchanged'].includes(kind)
    const result = {
      ...repository,
      commit,
      posts: check.files,
      postable: actions.filter(isWritten).length,
      problems: check.problems.length,
      errors: count(check.problems.filter(({ severity }) => severity === 'error')),
      warnings: count(check.problems.filter(({ severity }) => severity === 'warning')),
      screen,
      mended: fixes.fixes.length,
    }
    if (repository.push !== true || values['no-push']) return result
    const push = readJson(run(cwd, keyed, 'push', '--yes', '--json'))
    const outcomes = push.sites[0]?.results ?? []
    const again = readJson(run(cwd, keyed, 'plan', '--json')).sites[0]?.actions ?? []
    const fidelity = readJson(run(cwd, keyed, 'check', '--fidelity', '--json'))
    return {
      ...result,
      created: outcomes.filter(({ kind }) => kind === 'created').length,
      failed: outcomes.filter(({ kind }) => kind === 'failed').map(({ path, message }) => `${path}: ${message}`),
      pending: again.filter(({ kind }) => !['unchanged', 'blocked'].includes(kind)).length,
      ...countDifferences(fidelity),
      differences: fidelity.sites[0].differences.slice(0, 50),
    }
  } finally {
    if (site.folder !== undefined) run(site.folder, env, 'sandbox', 'stop')
  }
}

/** Checks a repository out, without its large files: they are told as missing, as in a clone without Git LFS. */
function checkOut({ name }, folder) {
  const place = values.from === undefined ? undefined : resolve(values.from, name.replace('/', '+'))
  if (values.from !== undefined && !existsSync(place)) fail(`${place} does not exist.`)
  const bare =
    place === undefined
      ? `https://github.com/${name}.git`
      : existsSync(join(place, 'repo'))
        ? join(place, 'repo')
        : place
  const isCheckout = place !== undefined && existsSync(join(place, '.git'))
  const gitEnv = { ...process.env, GIT_LFS_SKIP_SMUDGE: '1', GIT_TERMINAL_PROMPT: '0' }
  if (isCheckout) cpSync(place, folder, { recursive: true, verbatimSymlinks: true })
  else {
    const options = place === undefined ? ['--depth', '1'] : ['--shared']
    spawnSync('git', ['clone', '--quiet', ...options, bare, folder], {
      env: gitEnv,
      stdio: ['ignore', 'inherit', 'ignore'],
    })
    if (!existsSync(join(folder, '.git'))) fail(`${bare} cannot be cloned.`)
  }
  const head = spawnSync('git', ['rev-parse', '--short=10', 'HEAD'], { cwd: folder, encoding: 'utf8', env: gitEnv })
  return head.stdout.trim()
}

function startSite(cwd) {
  const envFile = '.env'
  const started = run(cwd, env, 'sandbox', 'start', 'main', '--write-env', envFile)
  if (started.status !== 0) fail(started.stdout + started.stderr)
  const lines = readFileSync(join(cwd, envFile), 'utf8').split('\n')
  const find = (pattern) => lines.find((line) => pattern.test(line))?.replace(/^[^=]*=/, '') ?? ''
  return { folder: cwd, url: find(/_URL=/), key: find(/ADMIN_API_KEY=/) }
}

function run(cwd, environment, ...args) {
  // A repository's first check may tell of thousands of problems.
  return spawnSync(process.execPath, [cli, ...args], { cwd, env: environment, encoding: 'utf8', maxBuffer: 2 ** 29 })
}

function readJson({ stdout, stderr, status }) {
  try {
    return JSON.parse(stdout)
  } catch {
    return fail(`no JSON (exit code ${status}):\n${stdout.slice(0, 2000)}${stderr.slice(0, 2000)}`)
  }
}

function count(problems) {
  const counts = {}
  for (const { code } of problems) counts[code] = (counts[code] ?? 0) + 1
  return counts
}

/** Counts the posts of which Ghost shows something else than their Markdown means, and those that were compared. */
function countDifferences({ sites: [site] }) {
  return { silent: new Set(site.differences.map(({ file }) => file)).size, compared: site.compared }
}

function writePage(table) {
  const page = join(root, 'docs/repositories.md')
  const text = readFileSync(page, 'utf8')
  const [before, rest] = text.split('<!-- table -->\n')
  const after = rest?.split('<!-- /table -->')[1]
  if (before === undefined || after === undefined) fail('docs/repositories.md has no place for the table.')
  writeFileSync(page, `${before}<!-- table -->\n${table}<!-- /table -->${after}`)
  console.log('docs/repositories.md is written.')
}

function fail(message) {
  throw new Error(message)
}
