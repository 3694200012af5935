import { rmSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { createPost, deletePost } from '../../src/ghost/posts/write-post.ts'
import { identifySite } from '../../src/ghost/transport/identify-site.ts'
import { uploadAsset } from '../../src/ghost/uploads/upload-asset.ts'
import type { ActionResult, SiteOutcome } from '../../src/publish/site-outcome.ts'
import { keepsDrawing } from '../../src/scan/assets/keeps-drawing.ts'
import type { TestSite } from './boot-sites.ts'
import { drawPng } from './draw-png.ts'
import { listRemote, openLine } from './edit-in-ghost.ts'
import { startFaultProxy } from './fault-proxy.ts'
import { openWorkspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

// What a real Ghost refuses on every push is told before the first: with line and hint by `check`, or sent in the spelling that Ghost takes. Where only the
// server can know, its refusal is told with its true cause.

const [first] = readTestSites()
if (first === undefined) throw new Error('no site')
const site: TestSite = first
const line = openLine(site, '#refusals')
const { major, capabilities } = await identifySite(line)

const cleanups: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const cleanup of cleanups) await cleanup()
})

async function setScene(name: string, policies: Record<string, unknown> = {}) {
  const proxy = await startFaultProxy(site.url)
  const workspace = openWorkspace({ name, sites: [{ ...site, url: proxy.url }], policies })
  const own = openLine(site, `#${name}`)
  cleanups.push(async () => {
    await proxy.close()
    for (const { type, id } of await listRemote(own)) await deletePost(own, type, id)
    rmSync(workspace.folder, { recursive: true, force: true })
  })
  const push = async (...args: string[]): Promise<{ code: number | null; results: readonly ActionResult[] }> => {
    const { code, stdout, stderr } = await workspace.run('push', '--json', ...args)
    expect(stdout, stderr).not.toBe('')
    return { code, results: (JSON.parse(stdout) as { sites: [SiteOutcome] }).sites[0].results }
  }
  return { workspace, proxy, push, posts: () => listRemote(own) }
}

const FIELDS = ['feature_image', 'og_image', 'twitter_image', 'canonical_url'] as const

describe('addresses in fields', { timeout: 120_000 }, () => {
  const SPELT = [
    ['https://example.com/a b.png', 'https://example.com/a%20b.png'],
    ['https://example.com/ä|b".png?q={1}', 'https://example.com/%C3%A4%7Cb%22.png?q=%7B1%7D'],
    ['https://münchen.example/a b.png', 'https://xn--mnchen-3ya.example/a%20b.png'],
    ['https://example.com/a#b#c d', 'https://example.com/a#b%23c%20d'],
    ['/content/images/a b.png', `${site.url}/content/images/a%20b.png`],
  ] as const

  test('one that Ghost takes in another spelling only is sent in that, and the next plan is empty', async () => {
    const { workspace, push, posts } = await setScene('rf-urls')
    const sent: [string, string, string][] = []
    SPELT.forEach(([written, spelt], nth) => {
      // A canonical URL with a space is a mistake, and said; the images of such names are there.
      const fields = FIELDS.filter((field) => field !== 'canonical_url' || !written.includes(' '))
      fields.forEach((field) => {
        const slug = `rf-urls-${nth}-${field.replace('_', '-')}`
        workspace.write(`content/${slug}.md`, `---\ntitle: ${slug}\n${field}: '${written}'\n---\nText.\n`)
        sent.push([slug, field, capabilities.urls === 'without-spaces' && !/\s/.test(written) ? written : spelt])
      })
    })
    expect(await workspace.run('check')).toMatchObject({ code: 0 })
    expect(await push()).toMatchObject({ code: 0 })
    const found = new Map((await posts()).map(({ fields }) => [fields.slug, fields]))
    for (const [slug, field, url] of sent)
      expect(found.get(slug)?.[field as 'og_image']?.toString().replace(site.url, ''), slug).toBe(
        url.replace(site.url, ''),
      )
    expect((await workspace.run('plan', '--exit-code')).code).toBe(0)
  })

  test.each([
    ['a tab', '"https://example.com/a\\tb.png"'],
    ['a no-break space', '"https://example.com/a\\u00a0b.png"'],
    ['a backslash', 'https://example.com\\a.png'],
    ['no address', 'https://[::1'],
  ])('%s: said by check, with the line', async (_, written) => {
    const { workspace, push } = await setScene('rf-wrong')
    const fields = FIELDS.map((field) => `${field}: ${written}`).join('\n')
    workspace.write('content/rf-wrong.md', `---\ntitle: Wrong\n${fields}\n---\nText.\n`)
    const { code, stdout } = await workspace.run('check', '--json')
    expect(code).toBe(3)
    const { problems } = JSON.parse(stdout) as { problems: readonly { code: string; line: number; hint: string }[] }
    expect(problems.map(({ code: what, line: at }) => [what, at])).toEqual(
      FIELDS.map((_field, nth) => ['front-matter/not-a-url', nth + 3]),
    )
    expect(await push()).toMatchObject({ code: 3, results: [{ kind: 'blocked' }] })
  })

  test('in the text of a post Ghost takes them as they are', async () => {
    const { workspace, push } = await setScene('rf-body')
    const text = '![A](<https://example.com/a b.png>) and [b](<https://example.com/ä b|c>)\n'
    workspace.write('content/rf-body.md', `---\ntitle: Body\n---\n${text}`)
    expect(await push()).toMatchObject({ code: 0, results: [{ kind: 'created' }] })
    expect((await workspace.run('plan', '--exit-code')).code).toBe(0)
  })
})

describe('files that are too large', { timeout: 120_000 }, () => {
  test('Ghost itself: a request of more than 50 MB is told with its size', async () => {
    const wire = { title: 'Large', codeinjection_head: 'x'.repeat(51 * 1024 * 1024) }
    await expect(createPost(line, 'post', wire)).rejects.toMatchObject({
      code: 'ghost/too-large',
      message: expect.stringContaining('refused a request of 51.0 MiB as too large'),
    })
  })

  test('a proxy before Ghost: the file is named, and how `check` can know; then it says it with the line', async () => {
    const { workspace, proxy, push } = await setScene('rf-413')
    workspace.write('content/large.png', drawPng(64, 64, [1, 2, 3]))
    workspace.write('content/rf-413.md', '---\ntitle: Large\n---\nText.\n\n![Large](large.png)\n')
    proxy.setRule(({ path }) =>
      path.endsWith('/upload/') ? { kind: 'answer', status: 413, body: '<html>413</html>' } : undefined,
    )
    const pushed = await push()
    expect(pushed).toMatchObject({ code: 5, results: [{ kind: 'failed', code: 'ghost/too-large' }] })
    const told = JSON.stringify(pushed.results)
    expect(told).toMatch(/content\/large\.png could not be uploaded.*refused a request of \d+ bytes/)
    expect(told).toContain('policies.maxUploadSize')

    const config = JSON.parse(workspace.read('ghost-sync.config.json')) as { policies: object }
    config.policies = { ...config.policies, maxUploadSize: '100 B' }
    workspace.write('ghost-sync.config.json', JSON.stringify(config))
    for (const command of ['check', 'plan']) {
      const run = await workspace.run(command)
      expect([run.code, run.stdout + run.stderr]).toEqual([
        3,
        expect.stringMatching(/rf-413\.md:6.*large\.png` is \d+ bytes/),
      ])
    }
  })

  test("the limit of Ghost's host is asked for, and told by plan; pictures are not held to it", async () => {
    const { workspace, proxy, push } = await setScene('rf-host')
    workspace.write('content/notes.pdf', `%PDF-1.4\n${'x'.repeat(5000)}`)
    workspace.write('content/picture.png', drawPng(200, 200, [9, 8, 7]))
    workspace.write('content/rf-host-a.md', '---\ntitle: A\n---\n[Notes](notes.pdf)\n')
    workspace.write('content/rf-host-b.md', '---\ntitle: B\n---\n![Picture](picture.png)\n')
    const limits = { limits: { uploads: { max: 100 } } }
    proxy.setRule(({ path }) => {
      if (!path.endsWith('/config/')) return undefined
      return {
        kind: 'alter',
        change: (text) => JSON.stringify({ config: { ...JSON.parse(text).config, hostSettings: limits } }),
      }
    })
    if (capabilities.uploads.files.kind === 'none') return
    const plan = await workspace.run('plan')
    expect([plan.code, plan.stdout]).toEqual([
      3,
      expect.stringMatching(/rf-host-a\.md:4.*notes\.pdf` is 5009 bytes; on this site its host allows 100 bytes/),
    ])
    expect(await push()).toMatchObject({ code: 3, results: [{ kind: 'blocked' }, { kind: 'created' }] })
  })

  test("a refusal by the host's limit does not speak of the key", async () => {
    const { workspace, proxy, push } = await setScene('rf-403')
    workspace.write('content/large.png', drawPng(8, 8, [4, 5, 6]))
    workspace.write('content/rf-403.md', '---\ntitle: Large\n---\n![Large](large.png)\n')
    const error = {
      message: 'The file you uploaded was larger than the maximum file size.',
      type: 'HostLimitError',
      help: 'https://ghost.org/help',
    }
    proxy.setRule(({ path }) =>
      path.endsWith('/upload/') ? { kind: 'answer', status: 403, body: { errors: [error] } } : undefined,
    )
    expect(await push()).toMatchObject({ code: 5, results: [{ kind: 'failed', code: 'ghost/host-limit' }] })
  })
})

const svg = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">${inside}</svg>`

describe.runIf(capabilities.cleansSvg)('an SVG that Ghost cleans', { timeout: 120_000 }, () => {
  const EMPTIED = [
    '<script>alert(1)</script>',
    '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">Hi</p></foreignObject>',
    '<use href="#a"/>',
    '<!-- <path d="M0 0"/> -->',
    '<animate attributeName="x"/><set/>',
    '<iframe src="x"></iframe>',
    '<math><mi>x</mi></math>',
  ]
  const KEPT = [
    '<g/>',
    'text',
    '<title>t</title>',
    '<path d="M0 0L1 1"/>',
    '<flowRoot><flowPara>abc</flowPara></flowRoot>',
    '<defs/>',
    '<use/><rect/>',
  ]

  test.each([...EMPTIED, ...KEPT])('%s: what is foretold is what Ghost does', async (inside) => {
    const text = svg(inside)
    expect(keepsDrawing(text)).toBe(KEPT.includes(inside))
    const bytes = new TextEncoder().encode(text)
    const upload = uploadAsset(line, { endpoint: 'images', uploadName: 'rf.svg', mimeType: 'image/svg+xml', bytes })
    if (KEPT.includes(inside)) await upload
    else await expect(upload).rejects.toMatchObject({ code: 'ghost/empty-svg' })
  })

  test('check says it with the line; where only Ghost knows, its refusal tells the cause', async () => {
    const { workspace, push } = await setScene('rf-svg')
    workspace.write('content/script.svg', svg('<script>draw()</script>'))
    workspace.write('content/page.svg', svg('<p>Out of the drawing</p><rect/>'))
    workspace.write('content/rf-svg-a.md', '---\ntitle: A\n---\nText.\n\n![A](script.svg)\n')
    workspace.write('content/rf-svg-b.md', '---\ntitle: B\n---\n![B](page.svg)\n')
    const check = await workspace.run('check')
    expect([check.code, check.stdout]).toEqual([
      3,
      expect.stringMatching(/rf-svg-a\.md:6.*script\.svg` shows nothing once Ghost/),
    ])
    const pushed = await push()
    expect(pushed).toMatchObject({
      code: 5,
      results: [{ kind: 'blocked' }, { kind: 'failed', code: 'ghost/empty-svg' }],
    })
    expect(JSON.stringify(pushed.results)).toContain('content/page.svg could not be uploaded')
    expect(major).toBeGreaterThanOrEqual(5)
  })
})
