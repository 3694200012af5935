// Renders the example site's pictures from their SVG sources: `node scripts/draw-pictures.mjs` (needs Chromium and the Inter font;
// Debian: `apt-get install chromium fonts-inter`). The results are committed, so only somebody who changes a source runs it.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const CONTENT = path.join(import.meta.dirname, '..', 'content')
const SOURCES = path.join(CONTENT, 'images', 'sources')
const CHROMIUM = process.env.CHROMIUM ?? 'chromium'
/** Pictures travel with every clone and every first push: a heavier one should be drawn simpler. */
const MAX_BYTES = 200_000

/** Source in `images/sources`, target relative to `content/`, width in pixels. The target's extension chooses the format. */
const PICTURES = [
  { source: 'two-sites.svg', target: 'images/two-sites.png', width: 1600 },
  { source: 'front-matter.svg', target: 'images/front-matter.png', width: 1600 },
  { source: 'café crème.svg', target: 'images/café crème.png', width: 1600 },
  { source: 'marks.svg', target: 'images/marks.png', width: 1600 },
  { source: 'letter-2035.svg', target: 'images/letter-2035.jpg', width: 1600 },
  { source: 'two-hands.svg', target: 'posts/how-conflicts-work/two-hands.png', width: 1400 },
]

for (const picture of PICTURES) {
  const bytes = render(readFileSync(path.join(SOURCES, picture.source)), picture)
  const target = path.join(CONTENT, picture.target)
  writeFileSync(target, bytes)
  const { size } = statSync(target)
  console.log(`${picture.target}  ${Math.round(size / 1000)} kB`)
  if (size > MAX_BYTES) {
    console.error(`${picture.target} is larger than ${MAX_BYTES / 1000} kB: simplify its source or make it narrower.`)
    process.exitCode = 1
  }
}

/**
 * Draws the SVG on a canvas and reads the canvas back as a data URL out of the dumped DOM. `--screenshot` would be shorter, but it
 * knows PNG only and adds the window's scroll bars and device scale.
 */
function render(svg, { source, target, width }) {
  const mime = target.endsWith('.jpg') ? 'image/jpeg' : 'image/png'
  const page = `<!doctype html><meta charset="utf-8"><body><script>
    const image = new Image()
    image.onload = () => {
      const canvas = document.createElement('canvas')
      canvas.width = ${width}
      canvas.height = Math.round(${width} * image.naturalHeight / image.naturalWidth)
      canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height)
      document.body.textContent = '[' + canvas.toDataURL('${mime}', 0.88) + ']'
    }
    image.src = 'data:image/svg+xml;base64,${svg.toString('base64')}'
  </script>`
  const dom = runChromium(page)
  const data = new RegExp(`\\[data:${mime};base64,([^\\]]+)\\]`).exec(dom)?.[1]
  if (data === undefined) throw new Error(`${CHROMIUM} drew nothing for ${source}`)
  return Buffer.from(data, 'base64')
}

/** Loads a page in headless Chromium and returns its DOM as text. Each run gets a profile of its own, deleted afterwards. */
function runChromium(page) {
  const folder = mkdtempSync(path.join(tmpdir(), 'ghost-sync-pictures-'))
  try {
    const file = path.join(folder, 'page.html')
    writeFileSync(file, page)
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking']
    const quiet = ['--disable-component-update', '--disable-sync', '--disable-quic']
    const profile = `--user-data-dir=${path.join(folder, 'profile')}`
    const args = [...flags, ...quiet, profile, '--virtual-time-budget=10000', '--dump-dom', pathToFileURL(file).href]
    const result = spawnSync(CHROMIUM, args, { encoding: 'utf8', maxBuffer: 64_000_000 })
    if (result.error !== undefined) throw result.error
    return result.stdout
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
