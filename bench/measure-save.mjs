import { spawn } from 'node:child_process'
import { appendFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { signToken } from './children/sign-token.mjs'
import { makeProject } from './make-project.mjs'
import { runChild } from './run-child.mjs'

const CLI = join(import.meta.dirname, '../dist/cli.js')
/** Between rounds, so that none is paid for by the next. */
const REST_MILLISECONDS = 1500

/** e: from the save of a file to the page of its post with the new text, against a bare PUT of a post and a GET of its page. */
export async function measureSave({ folder, site, posts, repeat, tell }) {
  tell(`e: publishing ${posts} posts to write in (not measured)`)
  const project = await makeProject(folder, 'bench-save', site, { count: posts, bytesEach: 4000 })
  await runChild(CLI, ['push', '--json'], {
    cwd: project.folder,
    env: project.env,
    reportFile: join(folder, 'report.json'),
  })
  const content = join(project.folder, 'content')
  const names = (await readdir(content, { recursive: true })).filter((name) => name.endsWith('.md')).sort()
  const [ours, theirs] = [[], []]
  const watch = await startWatch(project)
  try {
    for (let round = 1; round <= repeat; round += 1) {
      await rest()
      const path = names[0]
      ours.push(await watch.save(path.replaceAll('\\', '/'), join(content, path), `Saved in round ${round}.`))
      await rest()
      theirs.push(await putAndGet(site, `Put in round ${round}.`))
      tell(
        `e: round ${round} of ${repeat}: watch ${ours.at(-1).toFixed(2)} s, PUT and GET ${theirs.at(-1).toFixed(2)} s`,
      )
    }
  } finally {
    await watch.stop()
  }
  return {
    id: 'e',
    what: `from a save to the new page, among ${posts} posts`,
    baseline: 'a PUT of a post of this size and a GET of its page, by plain fetch',
    ours: { seconds: median(ours) },
    theirs: { seconds: median(theirs) },
    rounds: repeat,
  }
}

/** A watch with its preview, listened to as the page does. */
async function startWatch({ folder, env }) {
  const child = spawn(process.execPath, [CLI, 'watch', '--preview'], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  let printed = ''
  child.stdout.setEncoding('utf8')
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    printed += chunk
    if (printed.includes('everything that the files say')) break
  }
  child.stdout.resume()
  const answer = await fetch(new URL('events', /Preview: (\S+)/.exec(printed)[1]))
  const states = readStates(answer.body)
  await states.next()
  return {
    save: async (path, file, text) => {
      const started = performance.now()
      await appendFile(file, `\n${text}\n`)
      for (;;) {
        const { value: state } = await states.next()
        const view = state.posts.find((post) => post.path === path)?.views[0]
        if (state.latest !== path || view === undefined) continue
        // What the frame does: it loads the page once it is told.
        const page = await (await fetch(`${view.url}?ghost-sync=${view.version}`)).text()
        if (page.includes(text)) return (performance.now() - started) / 1000
      }
    },
    stop: async () => {
      child.kill('SIGINT')
      await ended
    },
  }
}

async function* readStates(body) {
  let rest = ''
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    rest += chunk
    const parts = rest.split('\n\n')
    rest = parts.pop()
    for (const part of parts) if (part.startsWith('data: ')) yield JSON.parse(part.slice(6))
  }
}

/** On the post that comes last, which the watch does not write. */
async function putAndGet(site, text) {
  const api = `${site.url}/ghost/api/admin/posts/`
  const headers = {
    authorization: `Ghost ${signToken(site.adminKey)}`,
    'accept-version': 'v5.0',
    'content-type': 'application/json',
  }
  const list = await fetch(`${api}?filter=tag:hash-bench-save&formats=lexical&order=id%20desc&limit=1`, { headers })
  const [post] = (await list.json()).posts
  const document = JSON.parse(post.lexical)
  const last = document.root.children.at(-1)
  const paragraph = { ...last, type: 'paragraph', children: [{ type: 'extended-text', text, version: 1, format: 0 }] }
  const lexical = JSON.stringify({
    ...document,
    root: { ...document.root, children: [...document.root.children, paragraph] },
  })
  const started = performance.now()
  const put = await fetch(`${api}${post.id}/`, {
    method: 'PUT',
    headers,
    body: JSON.stringify({ posts: [{ lexical, updated_at: post.updated_at }] }),
  })
  if (put.status !== 200) throw new Error(`Ghost answered ${put.status} to the PUT`)
  const page = await (await fetch(post.url)).text()
  if (!page.includes(text)) throw new Error('the page does not show what was put')
  return (performance.now() - started) / 1000
}

function rest() {
  return new Promise((resolve) => setTimeout(resolve, REST_MILLISECONDS))
}

function median(numbers) {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)]
}
