import { execFileSync } from 'node:child_process'
import { tests as examples } from 'commonmark-spec'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPost, deletePost } from '../../src/ghost/posts/write-post.ts'
import { askAdmin } from '../../src/ghost/transport/ask-admin.ts'
import type { Connection } from '../../src/ghost/transport/connection.ts'
import { identifySite } from '../../src/ghost/transport/identify-site.ts'
import {
  convertMarkdown,
  GHOST_MAJORS,
  type GhostMajor,
  type LexicalNode,
  type LexicalRoot,
  PENDING_EMBED,
  parseMarkdown,
  renderLexicalHtml,
} from '../../src/markdown/index.ts'
import type { TestSite } from './boot-sites.ts'
import { drawPng } from './draw-png.ts'
import { openLine } from './edit-in-ghost.ts'
import { openWorkspace, type Workspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

const sites = readTestSites()
const NO_KEYS = { MAIN_ADMIN: undefined, MAIN_CONTENT: undefined, NOTES_ADMIN: undefined, NOTES_CONTENT: undefined }

function open(name: string): Workspace {
  return openWorkspace({ name, sites })
}

describe('check', () => {
  test('asks no site and reads no key', async () => {
    const { folder, write, runWith } = open('check-offline')
    write('content/a.md', '---\ntitle: A\nauthors: [who-knows]\n---\nx\n')
    const nowhere = { url: 'http://127.0.0.1:9', adminKeyEnv: 'MAIN_ADMIN' }
    write('ghost-sync.config.json', JSON.stringify({ project: 'x', sites: { main: nowhere } }))
    for (const env of [NO_KEYS, { MAIN_ADMIN: 'half a key' }]) {
      const { code, stdout, stderr } = await runWith(env, 'check')
      expect(stdout).toMatch(/^Checked 1 file for main in \d+ ms, no problems\.\n$/)
      expect({ code, stderr, folder }).toEqual({ code: 0, stderr: '', folder })
    }
  })

  test('tells errors and warnings by its exit code, and a problem of two sites once', async () => {
    const { write, runWith } = open('check-codes')
    write('content/a.md', '---\ntitle: A\nstatus: published\ncolour: red\n---\n[b](b.md) ![](p.png)\n')
    write('content/p.png', drawPng(2, 2, [1, 2, 3]))
    write('content/b.md', '---\ntitle: B\nstatus: draft\n---\nx\n')
    const check = (...args: string[]) => runWith(NO_KEYS, 'check', ...args)
    const lenient = await check()
    expect(lenient.code).toBe(0)
    expect(lenient.stdout).toContain('content/a.md:6  warning  `b.md` leads to `content/b.md`, which is a draft')
    expect(lenient.stdout).toContain('[main, notes]  (link/not-published)')
    expect(lenient.stdout).toContain('2 warnings in 1 file\nChecked 2 files for main, notes in')
    const strict = await check('--strict')
    expect(strict.code).toBe(3)
    expect(strict.stdout).toContain('The image `p.png` has no alternative text.')
    expect((await check('--strict', 'content/b.md')).code).toBe(0)

    write('content/b.md', '---\ntitle: B\nfeatured: B b\n---\nx\n')
    const { code, stdout } = await check('--json')
    expect(code).toBe(3)
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'ghost-sync-check',
      version: 1,
      files: 2,
      errors: 2,
      warnings: 1,
    })
    const { problems } = JSON.parse(stdout) as { problems: readonly { code: string; sites: readonly string[] }[] }
    expect(problems.map(({ code: name, sites: about }) => [name, about])).toEqual([
      ['front-matter/unknown-key', []],
      ['link/blocked', ['main', 'notes']],
      ['front-matter/wrong-type', []],
    ])
  })

  test('warns when there is nothing to check', async () => {
    const { write, runWith } = open('check-nothing')
    write('content/readme.txt', 'x')
    expect(await runWith(NO_KEYS, 'check')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('content  warning  No Markdown file was found in `content`.  (scan/no-files)'),
    })
    expect((await runWith(NO_KEYS, 'check', '--strict')).code).toBe(3)
  })

  test('mends in place what git could give back', async () => {
    const { folder, write, read, runWith } = open('check-fix')
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: folder })
    const written = '---\r\n# mine\r\ntitel:  "A"   # c\r\ndate: 20.11.2026\r\n---\r\n![x](images/P.png)\r\n'
    const mended = '---\r\n# mine\r\ntitle:  "A"   # c\r\ndate: 2026-11-20\r\n---\r\n![x](Images/p.png)\r\n'
    write('content/a.md', written)
    write('content/Images/p.png', drawPng(2, 2, [1, 2, 3]))
    const check = (...args: string[]) => runWith(NO_KEYS, 'check', ...args)

    const shown = await check('--fix', '--dry-run')
    expect(shown).toMatchObject({ code: 3, stdout: expect.stringContaining('Would fix 3 lines in 1 file.') })
    expect(shown.stdout).toContain('    - titel:  "A"   # c\n    + title:  "A"   # c\n')
    expect((await check('--fix')).stdout).toContain('not fixed: it is in no git repository')
    git('init', '-q')
    expect((await check('--fix')).stdout).toContain('not fixed: it has changes that are not committed')
    git('add', '-A')
    expect((await check('--fix')).stdout).toContain('not fixed: it has changes that are not committed')
    expect(read('content/a.md')).toBe(written)

    git('commit', '-qm', 'x')
    const fixed = await check('--fix')
    expect(fixed).toMatchObject({ code: 0, stdout: expect.stringContaining('Fixed 3 lines in 1 file.') })
    expect(read('content/a.md')).toBe(mended)
    expect((await check('--fix')).stdout).toMatch(/^Nothing was fixed\.\n\nChecked 1 file/)

    write('content/a.md', written)
    // As in a hook of another repository.
    const hook = { ...NO_KEYS, GIT_DIR: '/nowhere', GIT_INDEX_FILE: '/nowhere/index' }
    expect((await runWith(hook, 'check', '--fix')).stdout).toContain('Fixed 3 lines in 1 file.')
    write('content/a.md', `${written}More.\r\n`)
    expect((await check('--fix')).stdout).toContain('not fixed: it has changes that are not committed')
    const json = JSON.parse((await check('--fix', '--force', '--json')).stdout)
    expect(json).toMatchObject({
      errors: 0,
      written: true,
      notFixed: [],
      fixes: [{ line: 3 }, { line: 4 }, { line: 6 }],
    })
    expect(read('content/a.md')).toBe(`${mended}More.\r\n`)
  })
})

const MARKDOWN = `---
status: published
feature_image: red.png
---
# Everything that a post can hold

Text, **bold *both* rest**, \`code\`, ~~gone~~, ==seen== & "quotes" é  
broken &nbsp; [link **b**](https://x.example/?a=1&b=2 "t").

![A "red" box](red.png "A *caption* & more")

before ![wide](wide.png) after

- one
- two
  1. nested
  2. more

5. five

- [ ] to do

> quote **b**
> line
>
> more

> [!NOTE]
> Take *care* & "quote"

| a | b |
|---|---|
| 1 | 2 |

\`\`\`js
const a = '<b>' && "x"
\`\`\`

---

## Héading & \`x\`

## Héading & \`x\`

Press <kbd>X</kbd>[^1], [see](other.md#a-part), [the file](notes.txt) and [here](#héading--x).

<div class="mine">raw <b>HTML</b></div>

<details><summary>More</summary>

Inside **b**

</details>

[^1]: The note.

:::audio{src=song.mp3 thumbnail=red.png}
:::

:::video{src=film.mp4 width=4 height=3 thumbnail=red.png}
*Caption*
:::

:::product{title="*P*" image=red.png rating=3 button=Buy url=other.md}
- what it is
:::

:::header{button=Go url=other.md background-image=wide.png layout=split}
# Big

Small
:::

:::signup{labels="a, b" disclaimer="*No* spam"}
# Join
:::

:::cta{button=Go url=other.md sponsor="By *us*" image=red.png}
Text **b**
:::

:::markdown
| a |
|---|
| b |
:::

Last.
`

describe('render', () => {
  let workspace: Workspace
  beforeAll(() => {
    workspace = open('render')
    workspace.write('content/all.md', MARKDOWN)
    workspace.write('content/other.md', '---\ntitle: Other\nstatus: published\n---\n## A part\n\nx\n')
    workspace.write('content/notes.txt', 'notes')
    workspace.write('content/song.mp3', 'ID3')
    workspace.write('content/film.mp4', 'film')
    workspace.write('content/red.png', drawPng(40, 20, [200, 30, 30]))
    workspace.write('content/wide.png', drawPng(2500, 11, [30, 200, 30]))
  })

  test('--html is what Ghost serves, but for addresses and smaller copies of pictures', async () => {
    const { run, runWith } = workspace
    const [site] = sites
    if (site === undefined) throw new Error('no test site')
    const major = await findMajor(openLine(site, '#render'))
    const rendered = await runWith(NO_KEYS, 'render', '--ghost', String(major), 'content/all.md')
    expect(rendered).toMatchObject({ code: 0, stderr: '' })
    expect((await run('push', '--site', 'main', '--yes')).code).toBe(0)
    expect(`${localise(await fetchHtml(site, 'all'))}\n`).toBe(rendered.stdout)
  })

  test('--lexical is what is sent', async () => {
    const { stdout } = await workspace.runWith(NO_KEYS, 'render', '--lexical', 'content/all.md')
    const { root } = JSON.parse(stdout) as { root: LexicalRoot }
    expect(root.children[1]).toMatchObject({ type: 'image', src: 'content/red.png', width: 40, height: 20 })
    expect(stdout).not.toContain('ghost-sync-asset:')
  })

  test('--explain names the lines of every block, and why it is a card', async () => {
    const { code, stdout } = await workspace.runWith(NO_KEYS, 'render', '--explain', 'content/all.md')
    expect(code).toBe(0)
    const rows = stdout.split('\n').map((line) => line.replace(/ {2,}/g, ' | '))
    expect(rows).toContain('5 | heading 1 | title')
    expect(rows).toContain('12 | paragraph | paragraph, image card, paragraph')
    expect(rows).toContain('21 | task list | html card | Ghost has no node for checkboxes')
    expect(rows).toContain('31-33 | table | html card | Ghost has no node for tables')
    expect(rows).toContain('35-37 | code block (js) | codeblock card')
  })

  test('says what is wrong with the file instead', async () => {
    workspace.write('content/bad.md', '---\ntitle: Bad\nfeatured: B b\n---\nx\n')
    const { code, stdout, stderr } = await workspace.runWith(NO_KEYS, 'render', 'content/bad.md')
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toContain('content/bad.md:3  error  `featured` is "B b"')
    expect((await workspace.runWith(NO_KEYS, 'render', 'content')).code).toBe(2)
    const unknown = await workspace.runWith(NO_KEYS, 'render', '--ghost', '4', 'content/all.md')
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('It takes 5 or 6.') })
    expect((await workspace.runWith(NO_KEYS, 'render', '--html', '--lexical', 'content/all.md')).code).toBe(2)
  })
})

/** As Ghost keeps it: themes and the Content API add `?ref=` to links to other sites, where the site's settings say so. */
async function fetchHtml(site: TestSite, slug: string): Promise<string> {
  const path = `posts/slug/${slug}/`
  const answer = await askAdmin(openLine(site, '#render'), { method: 'GET', path, query: { formats: 'html' } })
  const { posts } = answer as { posts: readonly { readonly html: string }[] }
  return posts[0]?.html ?? ''
}

/** Upload addresses as the paths that they were uploaded from; without the copies that Ghost makes of large pictures. */
function localise(html: string): string {
  return html
    .replace(/ (?:srcset|sizes)="[^"]*"/g, '')
    .replace(/http:[^"]*\/content\/(?:images|files|media)\/\d{4}\/\d\d\/([a-z]+)-[0-9a-f]{16}(\.\w+)/g, 'content/$1$2')
}

describe("every node, as Ghost's own renderer writes it", () => {
  let line: Connection
  let ghost: GhostMajor
  let siteUrl = ''
  const created: string[] = []
  beforeAll(async () => {
    const [site] = sites
    if (site === undefined) throw new Error('no test site')
    siteUrl = site.url
    line = openLine(site, '#render-nodes')
    ghost = await findMajor(line)
  })
  afterAll(async () => {
    for (const id of created) await deletePost(line, 'post', id)
  })

  async function compare(children: readonly LexicalNode[]): Promise<void> {
    const root: LexicalRoot = { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0, children }
    const { post, html } = await createPost(line, 'post', {
      title: 'Nodes',
      status: 'draft',
      lexical: JSON.stringify({ root }),
    })
    created.push(post.id)
    // Ghost puts its own address before every path.
    const relative = html?.replaceAll(`="${siteUrl}/`, '="/')
    expect(renderLexicalHtml(root, { ghost, isUpload: () => false })).toBe(relative)
  }

  const element = (type: string, children: readonly LexicalNode[], rest: object = {}): LexicalNode => ({
    type,
    version: 1,
    direction: 'ltr',
    format: '',
    indent: 0,
    ...rest,
    children,
  })
  const text = (content: string, format = 0): LexicalNode => ({
    type: 'extended-text',
    version: 1,
    text: content,
    format,
    detail: 0,
    mode: 'normal',
    style: '',
  })
  const card = (type: string, properties: object = {}): LexicalNode => ({ type, version: 1, ...properties })

  test('formats in any order, with breaks and links among them', async () => {
    const draw = makeDice(7)
    const link = () =>
      element('link', [text('l<&>"\u00a0', draw(256)), text('m', draw(2) * 3)], {
        url: 'https://x.example/?a=1&b="2"',
        rel: null,
        target: null,
        title: null,
      })
    const piece = (): LexicalNode => {
      const kind = draw(10)
      if (kind === 0) return { type: 'linebreak', version: 1 }
      if (kind === 1) return link()
      return text(['a', ' b & c', '<d>"e"\u00a0f', "'g'"][draw(4)] ?? '', draw(3) === 0 ? 0 : draw(256))
    }
    const paragraphs = Array.from({ length: 200 }, () =>
      element(
        'paragraph',
        Array.from({ length: 1 + draw(6) }, () => piece()),
      ),
    )
    await compare([...paragraphs, element('paragraph', [text('end')])])
  })

  test('all CommonMark examples, in one post', async () => {
    // Addresses of the site itself are Ghost's to rewrite.
    const resolve = (target: string) => ({
      url: /^(?:[a-z][a-z0-9+.-]*:|#)/i.test(target) ? target : `https://x.example/${target.replace(/^\//, '')}`,
    })
    const nodes = examples.flatMap(({ markdown }) => convertMarkdown(parseMarkdown(markdown, 1), { resolve }).children)
    await compare([...nodes.filter(({ type }) => type !== PENDING_EMBED), element('paragraph', [text('end')])])
  })

  test('blocks', async () => {
    const titles = ['A', 'A', 'A-1', ' - x -- y ', '<b>&', '你好 `c`', '', 'a — b', 'x_y.z']
    await compare([
      ...titles.map((title) => element('extended-heading', [text(title)], { tag: 'h3' })),
      element('extended-quote', [text('q', 1)]),
      element('aside', [text('a')]),
      element(
        'list',
        [
          element('listitem', [text('one')], { value: 1 }),
          element(
            'listitem',
            [
              element('list', [element('listitem', [text('in')], { value: 1 })], {
                listType: 'bullet',
                tag: 'ul',
                start: 1,
              }),
            ],
            { value: 2 },
          ),
          element('listitem', [text('two')], { value: 2 }),
        ],
        { listType: 'number', tag: 'ol', start: 0 },
      ),
      element('paragraph', [text('  ')]),
    ])
  })

  test('cards', async () => {
    const all = 'status:free,status:-free'
    const gate = (nonMember: boolean, memberSegment: string) => ({
      web: { nonMember, memberSegment },
      email: { memberSegment: all },
    })
    const image = { alt: 'a & "b" <c>', title: '', caption: '', width: 100, height: 50, href: '', cardWidth: 'regular' }
    const src = 'https://x.example/a b.png'
    const pictures = [0, 1, 2, 3, 4, 5, 6].map((index) => ({
      fileName: 'a.png',
      src: `https://x.example/${index}.png`,
      width: 10,
      height: 20 + index,
      row: Math.floor(index / 3),
      alt: 'A "q" & <b>',
      ...(index === 0 && { title: 't' }),
      ...(index === 1 && { href: 'https://y.example/' }),
    }))
    await compare([
      card('horizontalrule'),
      card('image', { ...image, src }),
      card('image', { ...image, src, width: null, height: null, caption: 'x &quot;q&quot; &lt;b&gt; &#39;<br>y' }),
      card('image', { ...image, src, title: 'T "x"', href: 'https://h.example/?a&b', cardWidth: 'wide' }),
      card('gallery', { caption: 'Cap <b>x</b> & "y"', images: pictures }),
      card('gallery', { caption: '', images: pictures.slice(0, 4) }),
      card('codeblock', { code: 'a <b>\n\n', language: 'js', caption: 'Cap &amp; <em>x</em> "q"' }),
      card('codeblock', { code: 'a', language: '', caption: '' }),
      card('callout', { calloutText: 'a &quot;b&quot; &amp; <em>x</em>', calloutEmoji: '💡', backgroundColor: 'blue' }),
      card('callout', { calloutText: 'a', calloutEmoji: '', backgroundColor: 'rgba(0, 0, 0, 0)' }),
      card('toggle', { heading: 'Q &amp; "a"', content: '<p>A <b>x</b></p>\n<ul>\n<li>l</li>\n</ul>' }),
      card('html', { html: '<p>unclosed <b>', visibility: gate(true, all) }),
      card('html', { html: '<p>members</p>', visibility: gate(false, all) }),
      card('html', { html: '<p>nobody</p>', visibility: gate(false, '') }),
      card('button', { buttonText: 'Go & "x" <y>', buttonUrl: 'https://x.example/?a=1&b=2', alignment: 'center' }),
      card('file', { src, fileTitle: 'T & <b>', fileCaption: 'C', fileName: 'a.pdf', fileSize: 123456 }),
      card('embed', { url: 'https://x.example', embedType: 'video', html: FRAME, metadata: {}, caption: 'cap' }),
      card('embed', { url: 'https://x.example', embedType: '', html: LOOSE_FRAME, metadata: {}, caption: '' }),
      card('bookmark', { url: 'https://x.example/?a&b', metadata: PAGE, caption: 'Cap' }),
      card('bookmark', { url: 'https://x.example/', metadata: { ...PAGE, icon: '', author: '', thumbnail: '' } }),
      card('email', { html: '<p>x</p>' }),
      card('email-cta', { html: '<p>x</p>', segment: 'status:free' }),
      card('paywall'),
      element('paragraph', [text('end')]),
    ])
  })

  test('cards that hold a whole design', async () => {
    const src = 'https://x.example/a b.mp3?x&y"z'
    const image = 'https://x.example/i.png?a&b'
    const url = 'https://x.example/?a=1&b="2"'
    const sound = { src, title: 'T & <b> "q"', duration: 65.5, mimeType: 'audio/mpeg', thumbnailSrc: '' }
    const film = { src: 'https://x.example/a.mp4?a&b', width: 640, height: 360, duration: 3725.4, thumbnailSrc: image }
    const offer = {
      productTitle: LOUD,
      productDescription: '<p>D</p><ul><li>a</ul>',
      productUrl: url,
      productButton: 'Buy',
    }
    const banner = { header: 'H <b>x</b> é', subheader: 'S &amp; <i>y</i>', buttonText: 'Go <b>', buttonUrl: url }
    const form = { header: 'H <b>x</b>', subheader: 'S', disclaimer: 'D <a href="/x">y</a>', labels: ['a', 'b & "c"'] }
    const call = { textValue: '<p>T <b>x</b><ul><li>y</p>', buttonText: 'Go <i>', buttonUrl: url, imageUrl: image }
    await compare([
      card('audio', sound),
      card('audio', { ...sound, duration: 0, thumbnailSrc: image }),
      card('audio', { title: 'no source' }),
      card('video', film),
      card('video', { src: film.src, caption: LOUD, loop: true, cardWidth: 'wide', customThumbnailSrc: image }),
      card('video', { ...film, thumbnailSrc: '', caption: '</figcaption></figure><p>after', cardWidth: 'full' }),
      card('product', offer),
      card('product', { ...offer, productRatingEnabled: true, productStarRating: 3, productButtonEnabled: true }),
      card('product', { productImageSrc: image, productImageWidth: 10, productImageHeight: 20, productTitle: 'T' }),
      card('product', { productButtonEnabled: true, productUrl: url }),
      card('header', { ...banner, version: 2, buttonEnabled: true }),
      card('header', { ...banner, version: 2, layout: 'split', swapped: true, backgroundImageSrc: image }),
      card('header', { version: 2, header: LOUD, layout: 'wide', alignment: 'left', backgroundColor: 'accent' }),
      card('header', { version: 2, subheader: '<p>a</p>', backgroundImageSrc: image, backgroundSize: 'contain' }),
      card('header', { ...banner, version: 2, layout: 'split', backgroundSize: 'contain', buttonColor: 'accent' }),
      card('header', { ...banner, buttonEnabled: true, size: 'large', style: 'image', backgroundImageSrc: image }),
      card('header', { version: 1, header: 'a  \n  b <i> x </i>\n', subheader: ' <br>' }),
      card('header', { version: 1 }),
      card('signup', form),
      card('signup', { ...form, labels: [], layout: 'split', backgroundImageSrc: image, backgroundColor: 'accent' }),
      card('signup', { layout: 'full', alignment: 'center', backgroundColor: 'transparent', buttonColor: '#ff0000' }),
      card('signup', {
        header: 'x',
        backgroundColor: 'accent',
        successMessage: LOUD,
        buttonText: 'a & b',
        swapped: true,
      }),
      card('signup', { header: 'x', backgroundColor: 'accent', backgroundImageSrc: image, layout: 'regular' }),
      card('call-to-action', call),
      card('call-to-action', { ...call, hasSponsorLabel: false, showDividers: false, layout: 'immersive' }),
      card('call-to-action', { ...call, imageWidth: 10, imageHeight: 20, alignment: 'center', linkColor: 'accent' }),
      card('call-to-action', {
        textValue: 'x',
        buttonColor: 'accent',
        backgroundColor: 'rgba(0, 0, 0)',
        showButton: false,
      }),
      card('call-to-action', {
        sponsorLabel: '<p> <b> </b> By<br>&nbsp; <i></i><em>x</em> </p><p>more</p>',
        showButton: false,
      }),
      card('call-to-action', { textValue: 'x', sponsorLabel: '<p></p>', buttonUrl: url, buttonColor: '#12' }),
      card('call-to-action', { textValue: 'x', visibility: { showOnWeb: false, showOnEmail: true, segment: '' } }),
      card('call-to-action', { textValue: 'x', visibility: { emailOnly: false, segment: 'status:free' } }),
      card('html', { html: '<p>x</p>', visibility: { emailOnly: true, segment: 'status:free' } }),
      card('callout', {
        calloutText: '<p>a <kbd>b</kbd></p><p><a href=x>c</a><script>d < e</script>',
        calloutEmoji: '',
      }),
      card('toggle', { heading: '<b>a<i>b</b>', content: '<p>a<p>b' }),
      card('image', { src: image, caption: LOUD, cardWidth: 'regular' }),
      card('email', { html: '<p>x</p>' }),
      element('paragraph', [text('end')]),
    ])
  })

  test('a card that is closed too early', async () => {
    const broken = [
      card('toggle', { heading: 'H', content: '<p>a</div></div><p>outside' }),
      card('product', { productDescription: '</div></div></div><p>outside' }),
    ]
    if (ghost === 5) return compare([...broken, element('paragraph', [text('end')])])
    for (const node of broken) {
      const root: LexicalRoot = { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0, children: [node] }
      const lexical = JSON.stringify({ root })
      const { post, html } = await createPost(line, 'post', { title: 'Nodes', status: 'draft', lexical })
      created.push(post.id)
      expect(html ?? '').toBe('')
      expect(renderLexicalHtml(root, { ghost, isUpload: () => false })).toContain('no HTML of the whole post')
    }
  })

  test("Ghost's Markdown card", async () => {
    const markdown = (source: string) => card('markdown', { markdown: source })
    await compare([
      markdown(MARKDOWN_CARD),
      markdown(''),
      markdown('# a\n\n# a\n'),
      // In this one Ghost rewrites the source, for an address of the site.
      ...examples.filter((one) => !one.markdown.includes('/bar\\/')).map((one) => markdown(one.markdown)),
      element('paragraph', [text('end')]),
    ])
  })
})

const MARKDOWN_CARD = `# Héllo & "x" *y* \`z\`
#NoSpace
## a -- b  c

one
two\\
three https://x.example/?a=1&b=2 <https://y.example/> www.no.example a@b.example

==mark== H~2~O x^2^ ~~gone~~ ++ins++ :smile: $x$ (c) "quotes" -- ...

![alt *x*](https://x.example/i.png "t") [l](https://x.example/ "t") [![i](https://x.example/j.png)](https://x.example/k)

| a | b |
|:--|--:|
| 1 \\| 2 | *x* |

- [ ] task
- [x] done

1. one^[inline *note*]
2. two[^1] three[^1]

[^1]: Note ![n](https://x.example/n.png)

    more

\`\`\`js {1}
a < b && "c"
\`\`\`

<div class=x>

**in** <b>raw
</div>

<details open><summary>x</summary>y</details>

[bad](javascript:alert(1)) [ok](mailto:a@b.example)
`

const LOUD = '<b>L</b> & "q" &lt; <br/><i>x<p>y'

const FRAME = '<iframe src="https://www.youtube.com/embed/1?feature=oembed&amp;x=1" allowfullscreen=""></iframe>'

const LOOSE_FRAME = `<IFRAME src='https://x.example/?a=1&b="2"' width=10 allowfullscreen></IFRAME> a & "b" &lt; <br/>`
const PAGE = {
  icon: 'https://x.example/i.png',
  title: 'T & "q" <b>',
  description: 'D',
  author: 'Au',
  publisher: 'Pu',
  thumbnail: 'https://x.example/t.png?a&b',
}

async function findMajor(line: Connection): Promise<GhostMajor> {
  const { major } = await identifySite(line)
  const known = GHOST_MAJORS.find((one) => one === major)
  if (known === undefined) throw new Error(`render does not know Ghost ${major}`)
  return known
}

/** The same throws on every run. */
function makeDice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides
  }
}
