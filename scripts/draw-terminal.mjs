// Draws docs/images/plan.png and push.png: what `plan` and `push` really print for posts on a sandbox Ghost, in a headless Chromium. Addresses and
// durations, which differ from run to run, are made the same. `npm run docs:screenshots`.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { chromium } from 'playwright-core'
import { listPosts } from '../dist/ghost/posts/list-posts.js'
import { updatePost } from '../dist/ghost/posts/write-post.js'
import { connectSite } from '../dist/ghost/transport/connection.js'
import { locateCache } from '../dist/model/own-folders.js'
import { startSandbox } from '../dist/sandbox/sites/start-sandbox.js'
import { stopSandbox } from '../dist/sandbox/sites/stop-sandbox.js'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'ghost-sync-terminal-'))
const home = join(folder, 'sandbox')
const TAG = '#ghost-sync'

try {
  const [site] = await startSandbox({ names: ['main'], ghost: '5', home, cacheDir: locateCache(process.env) })
  const run = (...args) => {
    const env = { ...process.env, KEY: site.adminKey, FORCE_COLOR: '1' }
    const { stdout } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...args], { cwd: folder, env })
    return settle(stdout.toString('utf8'), site)
  }
  const sites = { main: { url: site.url, adminKeyEnv: 'KEY' } }
  write('ghost-sync.config.json', JSON.stringify({ project: 'blog', sites }))
  write('content/posts/hello.md', post('Hello', 'We are here.\n\nCome in.'))
  write('content/posts/prices.md', post('Prices', 'Everything costs ten.'))
  write('content/posts/office.md', post('The office', 'It has plants.'))
  run('push')
  await editInGhost(site, 'prices', { title: 'Prices for 2027' })
  await editInGhost(site, 'office', { title: 'Our office' })
  write('content/posts/prices.md', post('New prices', 'Everything costs ten.'))
  write('content/posts/hello.md', post('Hello, world', 'We are here.\n\nCome in, and stay.'))
  write('content/posts/new-office.md', post('A new office', 'We moved.'))
  await draw('plan', run('plan', '--diff'))
  await draw('push', run('push'))
} finally {
  await stopSandbox({ home })
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

function write(path, text) {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

function post(title, text) {
  return `---\ntitle: ${title}\nstatus: published\npublished_at: 2026-11-01T09:00:00Z\n---\n\n${text}\n`
}

/** As Ghost Admin does it, for a title alone. */
async function editInGhost(site, slug, changes) {
  const [id, secret] = site.adminKey.split(':')
  const keys = { adminKey: { id, secret }, contentKey: undefined, ownershipTag: TAG }
  const line = connectSite({ name: 'main', url: site.url, apiVersion: 'auto', timeoutSeconds: 60, ...keys })
  const [found] = await listPosts(line, 'post', `slug:${slug}`)
  if (found === undefined) throw new Error(`Ghost does not have ${slug}`)
  // Its editor sends the text along, without our stamp.
  const lexical = JSON.stringify({ root: found.body.root })
  await updatePost(line, 'post', found.id, { lexical, ...changes, updated_at: found.updatedAt })
}

function settle(text, site) {
  return text
    .replaceAll(site.url, 'https://blog.example.com')
    .replace(/^.*last edited in Ghost.*\n/gm, '')
    .replace(/\d+(?:\.\d+)? (?:ms|s)\b/g, '1.2 s')
}

async function draw(name, output) {
  const browser = await chromium.launch({
    executablePath: process.env.GHOST_SYNC_TEST_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
  })
  try {
    const page = await browser.newPage({ viewport: { width: 920, height: 400 }, deviceScaleFactor: 2 })
    await page.setContent(`<style>
      body { margin: 0; background: #fff }
      pre { margin: 0; padding: 20px 24px; background: #1e2127; color: #d7dae0; font: 14px/1.5 "DejaVu Sans Mono", monospace; white-space: pre-wrap }
    </style><pre>${toHtml(`\u001b[1m$ ghost-sync ${name}${name === 'plan' ? ' --diff' : ''}\u001b[22m\n${output.trimEnd()}`)}</pre>`)
    mkdirSync(join(root, 'docs/images'), { recursive: true })
    await page.locator('pre').screenshot({ path: join(root, `docs/images/${name}.png`) })
  } finally {
    await browser.close()
  }
}

/** The few escape sequences that picocolors writes, as spans. */
function toHtml(text) {
  const colours = { 31: '#e06c75', 32: '#98c379', 33: '#e5c07b', 35: '#c678dd', 36: '#56b6c2' }
  const state = { bold: false, dim: false, colour: undefined }
  return text
    .split(/\u001b\[(\d+)m/)
    .map((piece, index) => {
      if (index % 2 === 1) {
        const code = Number(piece)
        if (code === 1) state.bold = true
        else if (code === 2) state.dim = true
        else if (code === 22) Object.assign(state, { bold: false, dim: false })
        else if (code === 39) state.colour = undefined
        else if (colours[code] !== undefined) state.colour = colours[code]
        return ''
      }
      const escaped = piece.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
      const style = [
        state.bold ? 'font-weight:bold' : '',
        state.dim ? 'opacity:.6' : '',
        state.colour === undefined ? '' : `color:${state.colour}`,
      ].filter((rule) => rule !== '')
      return style.length === 0 ? escaped : `<span style="${style.join(';')}">${escaped}</span>`
    })
    .join('')
}
