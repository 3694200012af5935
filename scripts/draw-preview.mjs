// Draws docs/images/preview.png: the preview page of `watch`, beside a real Ghost of the sandbox, in a headless Chromium. `npm run docs:screenshots`.
import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { chromium } from 'playwright-core'

const root = join(import.meta.dirname, '..')
const CLI = join(root, 'dist/cli.js')
const PICTURE = join(root, 'docs/images/preview.png')

const folder = await mkdtemp(join(tmpdir(), 'ghost-sync-preview-'))
const run = (...args) =>
  spawn(process.execPath, [CLI, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'], env: process.env })
let watch
try {
  await cp(join(root, 'content/images/two-sites.png'), join(folder, 'content/posts/two-sites.png'))
  await save('content/posts/moving-from-hugo.md', '---\ntitle: Moving from Hugo\n---\nKeep the front matter.\n')
  await save('content/posts/prices.md', '---\ntitle: Prices for 2027\n---\n![The table](./prices.png)\n')
  watch = run('watch', '--preview', '--sandbox')
  const address = await listen(watch, /Preview: (\S+)/)
  await listen(watch, /differ/)
  const browser = await chromium.launch({
    executablePath: process.env.GHOST_SYNC_TEST_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
  })
  const page = await browser.newPage({ viewport: { width: 1120, height: 700 }, colorScheme: 'light' })
  await page.goto(address)
  await save(
    'content/posts/two-sites.md',
    '---\ntitle: Two sites, one repository\ncustom_excerpt: What goes where, and why nothing is written twice.\nfeatured_image: two-sites.png\nfeature_image: ./two-sites.png\n---\nEach save goes to both of them.\n',
  )
  await page.frameLocator('#frame').getByText('Each save goes to both of them.').waitFor()
  await page.waitForLoadState('networkidle')
  await mkdir(dirname(PICTURE), { recursive: true })
  await page.screenshot({ path: PICTURE })
  await browser.close()
} finally {
  watch?.kill('SIGINT')
  await new Promise((resolve) => run('sandbox', 'stop').once('close', resolve))
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}

async function save(path, text) {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), text)
}

/** Waits for a line of its output. @returns what the pattern captures */
function listen(child, pattern) {
  return new Promise((resolve, reject) => {
    child.once('close', (code) => reject(new Error(`ghost-sync ended with ${code}`)))
    child.stdout.on('data', (chunk) => {
      child.printed = `${child.printed ?? ''}${chunk}`
      const found = pattern.exec(child.printed)
      if (found !== null) resolve(found[1])
    })
    const found = pattern.exec(child.printed ?? '')
    if (found !== null) resolve(found[1])
  })
}
