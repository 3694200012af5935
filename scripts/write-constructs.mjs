// Writes docs/constructs.md and its pictures: publishes each file of docs/constructs/sources to a real Ghost as a post of its own, and
// photographs it in the default theme. `npm run docs:constructs`; needs Chromium (GHOST_SYNC_TEST_CHROMIUM names another than the system's).
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { listPosts } from '../dist/ghost/posts/list-posts.js'
import { connectSite } from '../dist/ghost/transport/connection.js'
import { locateCache } from '../dist/model/own-folders.js'
import { startSandbox } from '../dist/sandbox/sites/start-sandbox.js'
import { stopSandbox } from '../dist/sandbox/sites/stop-sandbox.js'
import { composeConstructsPage, pictureOf } from './compose-constructs-page.mjs'

const docs = fileURLToPath(new URL('../docs/', import.meta.url))
const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url))
/** Stands in the sources for the address of the sandbox, whose port is another each time. */
const EXAMPLE = 'https://blog.example'
/** What the theme gives a text, with its margins; and, at half the size, what pictures and headers of full width spread over. */
const [NARROW, WIDE] = [720, 1440]
/** Where the page finds the font of emoji: not every machine has one, and each draws them its own way. */
const EMOJI = '/ghost-sync-emoji/'
const emojiFont = dirname(createRequire(import.meta.url).resolve('@infolektuell/noto-color-emoji/index.css'))
/** They travel with every clone. */
const MAX_BYTES = 2_500_000

const constructs = JSON.parse(readFileSync(join(docs, 'constructs/constructs.json'), 'utf8')).map((construct) => ({
  ...construct,
  markdown: readFileSync(join(docs, `constructs/sources/${construct.name}.md`), 'utf8'),
}))
const folder = mkdtempSync(join(tmpdir(), 'ghost-sync-constructs-'))
const home = join(folder, 'sandbox')
try {
  const [site] = await startSandbox({ names: ['docs'], ghost: '5', home, cacheDir: locateCache(process.env) })
  publish(site)
  const bodies = await readBodies(site)
  await photograph(site)
  const page = composeConstructsPage(constructs.map((one) => ({ ...one, nodes: bodies.get(one.name) })))
  writeFileSync(join(docs, 'constructs.md'), page)
} finally {
  await stopSandbox({ home })
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

function publish(site) {
  const content = join(folder, 'content')
  cpSync(join(docs, 'constructs/sources/files'), join(content, 'files'), { recursive: true })
  for (const { name, title, markdown } of constructs) {
    const head = `---\ntitle: ${JSON.stringify(title)}\nslug: ${name}\nstatus: published\n---\n`
    writeFileSync(join(content, `${name}.md`), head + markdown.replaceAll(EXAMPLE, site.url))
  }
  const keys = { url: site.url, adminKeyEnv: 'DOCS_ADMIN', contentKeyEnv: 'DOCS_CONTENT' }
  writeFileSync(
    join(folder, 'ghost-sync.config.json'),
    JSON.stringify({ project: 'constructs', sites: { docs: keys }, policies: { ownershipTag: '#constructs' } }),
  )
  const env = { ...process.env, DOCS_ADMIN: site.adminKey, DOCS_CONTENT: site.contentKey }
  const { status } = spawnSync(process.execPath, [cli, 'push', '--yes'], { cwd: folder, env, stdio: 'inherit' })
  if (status !== 0) throw new Error(`the push ended with exit code ${status}`)
}

/** The nodes that Ghost stores, by construct, with addresses that are the same on every run. */
async function readBodies(site) {
  const [id, secret] = site.adminKey.split(':')
  const line = connectSite({
    name: site.name,
    url: site.url,
    adminKey: { id, secret },
    contentKey: site.contentKey,
    apiVersion: 'auto',
    timeoutSeconds: 60,
    ownershipTag: '#constructs',
  })
  const posts = await listPosts(line, 'post', 'tag:hash-constructs')
  const bodies = new Map(
    posts.map(({ fields, body }) => {
      const settled = JSON.stringify(body.root)
        .replaceAll(site.url, EXAMPLE)
        .replace(/(\/content\/(?:images|files|media)\/)\d{4}\/\d\d\/([\w-]+?)-[0-9a-f]{16}\./g, '$1$2.')
      return [fields.slug, JSON.parse(settled).children]
    }),
  )
  // The page shows every one, or is not written.
  const missing = constructs.filter(({ name }) => !bodies.has(name)).map(({ name }) => name)
  if (missing.length > 0) throw new Error(`Ghost does not have ${missing.join(', ')}`)
  return bodies
}

async function photograph(site) {
  const screenshots = join(docs, 'constructs/screenshots')
  mkdirSync(screenshots, { recursive: true })
  const kept = new Set(constructs.map(({ name }) => `${name}.png`))
  for (const file of readdirSync(screenshots)) if (!kept.has(file)) rmSync(join(screenshots, file))
  const browser = await chromium.launch({
    executablePath: findChromium(),
    // The first for root, as in a container; the others keep it from calling home, and letters from looking different on each screen.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      '--font-render-hinting=none',
      '--disable-lcd-text',
    ],
  })
  let bytes = 0
  try {
    for (const wide of [false, true]) {
      const context = await browser.newContext({
        viewport: { width: wide ? WIDE : NARROW, height: 1000 },
        deviceScaleFactor: wide ? NARROW / WIDE : 1,
        reducedMotion: 'reduce',
      })
      // Nothing but the sandbox is asked for anything.
      await context.route('**/*', (route) => {
        const { pathname } = new URL(route.request().url())
        if (pathname === `${EMOJI}index.css`) return route.fulfill({ contentType: 'text/css', body: readEmojiStyles() })
        if (pathname.startsWith(EMOJI)) return route.fulfill({ path: join(emojiFont, pathname.slice(EMOJI.length)) })
        return route.request().url().startsWith(`${site.url}/`) ? route.continue() : route.abort()
      })
      const page = await context.newPage()
      for (const construct of constructs.filter((one) => (one.wide ?? false) === wide)) {
        const picture = await photographOne(page, `${site.url}/${construct.name}/`)
        bytes += picture.length
        writeFileSync(join(docs, pictureOf(construct)), picture)
      }
      await context.close()
    }
  } finally {
    await browser.close()
  }
  console.log(`${constructs.length} pictures, ${Math.round(bytes / 1000)} kB`)
  if (bytes > MAX_BYTES) throw new Error(`the pictures are larger than ${MAX_BYTES / 1000} kB together`)
}

async function photographOne(page, url) {
  await page.goto(url, { waitUntil: 'load' })
  await page.addStyleTag({ url: new URL(`${EMOJI}index.css`, url).href })
  await page.addStyleTag({
    content: '.gh-content { padding-block: 24px; margin-block: 0 } .gh-content > * { margin-block-end: 0 }',
  })
  await page.evaluate(async () => {
    // What shows only once somebody clicks, or once Ghost's script for members has been fetched from elsewhere.
    for (const form of document.querySelectorAll('[data-lexical-signup-form]')) form.style.display = ''
    for (const toggle of document.querySelectorAll('[data-kg-toggle-state]')) toggle.dataset.kgToggleState = 'open'
    const texts = [...document.querySelectorAll('.gh-content *')]
    const fonts = texts.map((text) => getComputedStyle(text).fontFamily)
    texts.forEach((text, index) => {
      text.style.fontFamily = `${fonts[index]}, "Noto Color Emoji"`
    })
    for (const image of document.images) image.loading = 'eager'
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)))
    // The sandbox has no icon of its own for the bookmark.
    for (const image of document.images) if (image.naturalWidth === 0) image.style.visibility = 'hidden'
    await document.fonts.ready
  })
  return page.locator('.gh-content').first().screenshot({ animations: 'disabled' })
}

/** Without the digits: where the theme leaves its font to the system, they would be drawn as parts of emoji. */
function readEmojiStyles() {
  return readFileSync(join(emojiFont, 'index.css'), 'utf8').replace('U+23, U+2a, U+30-39, ', '')
}

function findChromium() {
  const places = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
  ]
  const found = [process.env.GHOST_SYNC_TEST_CHROMIUM, ...places].find((place) => place && existsSync(place))
  if (found === undefined) throw new Error('there is no Chromium; GHOST_SYNC_TEST_CHROMIUM names one')
  return found
}
