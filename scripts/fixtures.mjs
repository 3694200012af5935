// `npm run fixtures`: every document in TryGhost's public repositories is put into a real Ghost as a post of its own, pulled, planned, pushed with a word more, and
// pushed to an empty second site. Writes the score into docs/fidelity.md. Nothing of a repository is kept.
//
//   npm run fixtures                                  clones each repository with git; Ghost 5, then 6
//   npm run fixtures -- --from FOLDER                 takes them from FOLDER/<owner>+<name>, or from a repository called `repo` in it
//   npm run fixtures -- --ghost 4 --no-write          on another Ghost; without writing the page
//   npm run fixtures -- --only mg-linkfixer           documents whose place holds this text
//   npm run fixtures -- --output FILE                 what became of each document, as JSON
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { askAdmin } from '../dist/ghost/transport/ask-admin.js'
import { connectSite } from '../dist/ghost/transport/connection.js'
import { findDocuments } from './fixtures/find-documents.mjs'
import { placeScore, renderScore } from './fixtures/render-score.mjs'

const REPOSITORIES = ['TryGhost/Koenig', 'TryGhost/Ghost', 'TryGhost/gctools', 'TryGhost/migrate']
/** What is added to each file: where Ghost shows it, nothing before it was cut off. */
const WORD = 'Marmalade'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const cli = join(root, 'dist', 'cli.js')
const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    ghost: { type: 'string', multiple: true, default: ['5', '6'] },
    only: { type: 'string' },
    output: { type: 'string' },
    'no-write': { type: 'boolean', default: false },
    // A folder of documents instead of the repositories, and sites of one's own, whose keys are in MAIN_ADMIN and SECOND_ADMIN and whose posts
    // `fixture-…` are deleted in the end: for the tests.
    documents: { type: 'string' },
    main: { type: 'string' },
    second: { type: 'string' },
  },
})

const work = mkdtempSync(join(tmpdir(), 'ghost-sync-fixtures-'))
const env = { ...process.env, GHOST_SYNC_DATA: join(work, 'sites') }
const scores = []
try {
  const { documents, sources } = collect()
  console.log(`${documents.length} documents`)
  for (const ghost of values.ghost) {
    const score = { ghost, documents: await tryDocuments(documents, ghost) }
    scores.push(score)
    for (const { place, fault } of score.documents) if (fault !== undefined) console.log(`  ${place}: ${fault}`)
    console.log(`\n${renderScore([score])}`)
    if (values.output !== undefined) writeFileSync(values.output, `${JSON.stringify(scores, null, 2)}\n`)
    if (score.documents.some(({ fault }) => fault !== undefined)) process.exitCode = 1
  }
  if (!values['no-write'] && values.only === undefined && values.documents === undefined) {
    const page = join(root, 'docs/fidelity.md')
    writeFileSync(page, placeScore(readFileSync(page, 'utf8'), scores, sources))
    console.log('docs/fidelity.md is written.')
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}

/** The documents of all repositories, each once. */
function collect() {
  const sources = []
  if (values.documents === undefined) for (const name of REPOSITORIES) sources.push(checkOut(name))
  const folders = values.documents === undefined ? sources : [{ name: '', folder: resolve(values.documents) }]
  const seen = new Set()
  const documents = folders.flatMap(({ name, folder }) =>
    (folder === undefined ? [] : findDocuments(folder)).flatMap((document) => {
      if (seen.has(document.text)) return []
      seen.add(document.text)
      return [{ ...document, place: name === '' ? document.place : `${name}/${document.place}` }]
    }),
  )
  return { documents: documents.filter(({ place }) => place.includes(values.only ?? '')), sources }
}

/** Without `folder` where it is not there: the page says so. */
function checkOut(name) {
  const place = values.from === undefined ? undefined : resolve(values.from, name.replace('/', '+'))
  if (place !== undefined && !existsSync(place)) {
    console.error(`${place} does not exist: ${name} is left out.`)
    return { name }
  }
  const inner = place === undefined ? undefined : join(place, 'repo')
  const source = place === undefined ? `https://github.com/${name}.git` : existsSync(inner) ? inner : place
  const folder = mkdtempSync(join(work, 'repository-'))
  const options = place === undefined ? ['--depth', '1'] : ['--shared']
  const gitEnv = { ...process.env, GIT_LFS_SKIP_SMUDGE: '1', GIT_TERMINAL_PROMPT: '0' }
  spawnSync('git', ['clone', '--quiet', ...options, source, folder], {
    env: gitEnv,
    stdio: ['ignore', 'inherit', 'ignore'],
  })
  if (!existsSync(join(folder, '.git'))) throw new Error(`${source} cannot be cloned.`)
  const head = spawnSync('git', ['rev-parse', '--short=10', 'HEAD'], { cwd: folder, encoding: 'utf8', env: gitEnv })
  return { name, folder, commit: head.stdout.trim() }
}

async function tryDocuments(documents, ghost) {
  const folder = mkdtempSync(join(work, 'project-'))
  const place = values.main === undefined ? mkdtempSync(join(work, 'sandbox-')) : undefined
  const sites = place === undefined ? readGivenSites() : startSites(place, ghost)
  for (const { name, url } of Object.values(sites)) {
    const key = `${name.toUpperCase()}_ADMIN`
    const config = { project: 'fixtures', sites: { [name]: { url, adminKeyEnv: key } } }
    writeFileSync(join(folder, `${name}.config.json`), JSON.stringify(config))
    env[key] = sites[name].key
  }
  try {
    return await compare(documents, folder, sites)
  } finally {
    if (place !== undefined) run(place, 'sandbox', 'stop')
    else for (const site of Object.values(sites)) await deletePosts(site)
  }
}

async function compare(documents, folder, { main, second }) {
  const posts = []
  for (const [nth, document] of documents.entries()) {
    const slug = `fixture-${String(nth + 1).padStart(4, '0')}`
    const refusal = await createPost(main, slug, document)
    posts.push({ ...document, slug, refusal })
  }
  const before = await readHtml(main)
  const slugs = posts.flatMap(({ slug, refusal }) => (refusal === undefined ? [slug] : []))
  const pulled = bySlug(runJson(folder, 'pull', ...slugs, '--json', '-c', 'main.config.json').results)
  const plan = runJson(folder, 'plan', '--adopt', '--json', '-c', 'main.config.json')
  const planned = bySlug(plan.actions)
  const adopted = bySlug(runJson(folder, 'push', '--adopt', '--yes', '--json', '-c', 'main.config.json').results)
  addWord(folder)
  const pushed = bySlug(runJson(folder, 'push', '--yes', '--json', '-c', 'main.config.json').results)
  const told = bySlug(plan.problems.filter(({ severity }) => severity === 'error'))
  const after = await readHtml(main)
  const elsewhere = runJson(folder, 'push', '--yes', '--json', '-c', 'second.config.json')
  const sent = bySlug(elsewhere.results)
  const shown = await readHtml(second)
  return posts.map(({ format, place, text, slug, refusal }) => {
    const about = { place, format, slug }
    if (refusal !== undefined) return { ...about, refusal }
    const isToldHere = told.has(slug)
    const judge = () => {
      const [pull, action, adopt, push, other] = [pulled, planned, adopted, pushed, sent].map((map) => map.get(slug))
      if (pull?.kind !== 'created') return `pull: ${pull?.kind ?? 'nothing'} ${pull?.message ?? ''}`
      if (!isToldHere && action?.kind !== 'update') return `plan: ${action?.kind ?? 'nothing'}`
      const fields = [...(action?.changes ?? []), ...(action?.drifts ?? [])].map(({ field }) => field)
      if (fields.length > 0) return `plan: differs in ${fields.join(', ')}`
      if (isToldHere && [adopt?.kind, push?.kind].some((kind) => kind === 'adopted' || kind === 'updated'))
        return 'push: told, and written'
      if (!isToldHere && adopt?.kind !== 'adopted') return `push: ${adopt?.kind ?? 'nothing'} ${adopt?.message ?? ''}`
      if (!isToldHere && push?.kind !== 'updated') return `push: ${push?.kind ?? 'nothing'} ${push?.message ?? ''}`
      // Where Ghost cuts a post off, it did so before.
      if (!isToldHere && !after.get(slug)?.includes(WORD) && !isCut(slug)) return 'push: the end of the post is lost'
      if (other?.kind === 'blocked') return undefined
      if (other?.kind !== 'created') return `second site: ${other?.kind ?? 'nothing'} ${other?.message ?? ''}`
      return shown.get(slug)?.includes(WORD) ? undefined : 'second site: the end of the post is lost'
    }
    const isCut = () => isWarned(plan.problems, slug)
    const fault = judge()
    const toldElsewhere =
      sent.get(slug)?.kind === 'blocked' ? (sent.get(slug).problems?.[0]?.message ?? 'blocked') : undefined
    return {
      ...about,
      ...(isToldHere && { told: told.get(slug).message }),
      ...(toldElsewhere !== undefined && { toldElsewhere }),
      ...(fault !== undefined && { fault: fault.trim(), text, html: before.get(slug) }),
    }
  })
}

function isWarned(problems, slug) {
  return problems.some(({ file, code }) => file.includes(slug) && code === 'card/unknown')
}

/** @returns why Ghost does not take it; undefined when it does */
async function createPost({ line, resource }, slug, { format, text }) {
  const post = { title: slug, slug, status: 'published', [format]: text }
  try {
    await askAdmin(line, { method: 'POST', path: `${resource}/`, body: { kind: 'json', value: { posts: [post] } } })
    return undefined
  } catch (error) {
    return error.message
  }
}

/** Leaves a site that belongs to somebody else as it was. */
async function deletePosts({ line }) {
  const { posts } = await askAdmin(line, {
    method: 'GET',
    path: 'posts/',
    query: { fields: 'id,slug', filter: "slug:~^'fixture-'", limit: 'all' },
  })
  for (const { id } of posts) await askAdmin(line, { method: 'DELETE', path: `posts/${id}/` })
}

async function readHtml({ line }) {
  const shown = new Map()
  for (let page = 1; ; page += 1) {
    const query = { formats: 'html', fields: 'id,slug,html', limit: '100', page: String(page) }
    const { posts } = await askAdmin(line, { method: 'GET', path: 'posts/', query })
    for (const { slug, html } of posts) shown.set(slug, html ?? '')
    if (posts.length < 100) return shown
  }
}

function addWord(folder) {
  const posts = join(folder, 'content/posts')
  for (const name of existsSync(posts) ? readdirSync(posts) : []) {
    const path = join(posts, name)
    writeFileSync(path, `${readFileSync(path, 'utf8')}\n${WORD}\n`)
  }
}

function bySlug(entries) {
  return new Map(entries.map((entry) => [/([\w-]+)\.md$/.exec(entry.path ?? entry.file)?.[1], entry]))
}

function startSites(place, ghost) {
  const started = run(place, 'sandbox', 'start', 'main', 'second', '--ghost', ghost, '--write-env', '.env')
  if (started.status !== 0) throw new Error(started.stdout + started.stderr)
  const lines = readFileSync(join(place, '.env'), 'utf8').split('\n')
  const read = (name) => lines.find((line) => line.startsWith(`GHOST_${name}=`))?.replace(/^[^=]*=/, '') ?? ''
  return openSites((name) => ({ url: read(`${name}_URL`), key: read(`${name}_ADMIN_API_KEY`) }))
}

function readGivenSites() {
  return openSites((name) => ({ url: values[name.toLowerCase()], key: process.env[`${name}_ADMIN`] }))
}

function openSites(read) {
  const open = (name) => {
    const { url, key } = read(name.toUpperCase())
    const [id, secret] = key.split(':')
    const options = {
      name,
      url,
      adminKey: { id, secret },
      apiVersion: 'auto',
      timeoutSeconds: 60,
      ownershipTag: '#ghost-sync',
    }
    return { name, url, key, line: connectSite(options), resource: 'posts' }
  }
  return { main: open('main'), second: open('second') }
}

function run(cwd, ...args) {
  return spawnSync(process.execPath, [cli, ...args], { cwd, env, encoding: 'utf8', maxBuffer: 2 ** 29 })
}

/** What a command says of its one site. */
function runJson(cwd, ...args) {
  const { stdout, stderr, status } = run(cwd, ...args)
  try {
    const { sites, problems = [] } = JSON.parse(stdout)
    const [{ actions = [], results = [], problems: own = [] }] = sites
    return { actions, results, problems: [...problems, ...own] }
  } catch {
    throw new Error(
      `${args.join(' ')}: no JSON (exit code ${status}):\n${stdout.slice(0, 2000)}${stderr.slice(0, 2000)}`,
    )
  }
}
