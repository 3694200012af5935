import { rmSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import { drawPng } from './draw-png.ts'
import { editAsAdmin, listRemote, openLine } from './edit-in-ghost.ts'
import { openWorkspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

/** Files of other tools to a real Ghost and back: what readers see, and that nothing of them is rewritten but what an editor changed. */

const [site] = readTestSites()
if (site === undefined) throw new Error('no test site')

interface Scene {
  readonly dialect: string
  readonly files: Readonly<Record<string, string>>
  /** What readers see in the first post, and what nobody sees. */
  readonly shown: readonly string[]
  readonly hidden: readonly string[]
}

const front = (title: string) => `---\ntitle: ${title}\nstatus: published\n---\n`

const SCENES: readonly Scene[] = [
  {
    dialect: 'obsidian',
    files: {
      'main note.md': `${front('Main %%not this%%')}Intro with [[Deep note#A heading|a link]], [[Nowhere]] and %%a secret%% more.\n\n%%\nFor me only.\n%%\n\n> [!faq]- Folded\n> Body\n\n> [!bug] A title\n> Body\n\n![[pic one.png|A square|30x20]]\n\nEdit me. ^block1\n\n- a list %%hidden%%\n- [[#^block1|up]]\n\n![[talk.mp3]]\n\nLast.^[A note.]\n`,
      'deep/Deep note.md': `${front('Deep')}## A heading\n\nBack to [[main note]].\n`,
    },
    shown: ['/#a-heading">a link</a>', 'Nowhere', 'kg-toggle-card', 'A title', 'kg-audio-card', 'A note.'],
    hidden: ['secret', 'For me', 'hidden', 'block1<', '[[', '%%', 'not this'],
  },
  {
    dialect: 'hugo',
    files: {
      'first.md': `${front('First')}Intro, [second]({{< ref "second.md#own" >}}).\n\n{{< figure src="pic one.png" caption="A *caption*" >}}\n\n{{< details summary="Open" >}}\nInner\n{{< /details >}}\n\n{{< unknown >}}\nKept\n{{< /unknown >}}\n\nEdit me.\n{.lead}\n\n{{< highlight go >}}\n# no heading\n{{< /highlight >}}\n\nLast.\n`,
      'second.md': `${front('Second')}## A heading {#own .dark}\n\nText.\n`,
    },
    shown: ['second/#', 'kg-image-card', '<em>caption</em>', 'kg-toggle-card', 'Kept', 'language-go'],
    hidden: ['{{', '{.lead}', 'unknown'],
  },
  {
    dialect: 'jekyll',
    files: {
      '2026-01-02-first.md': `${front('First of Jekyll')}Intro, [second]({% post_url 2026-01-03-second-of-jekyll %}).\n{: .notice}\n\n{% comment %}\nPrivate\n{% endcomment %}\n\n* TOC\n{:toc}\n\nEdit me.\n\n{% highlight ruby %}\nputs 1\n{% endhighlight %}\n\n## Heading\n{: #own}\n\nLast {% raw %}{{ x }}{% endraw %}.\n`,
      '2026-01-03-second-of-jekyll.md': `${front('Second of Jekyll')}Text.\n`,
    },
    shown: ['/second-of-jekyll/"', 'language-ruby', 'id="own"', '{{ x }}'],
    hidden: ['Private', 'TOC', 'notice', '{%'],
  },
]

describe.each(SCENES)('$dialect', ({ dialect, files, shown, hidden }) => {
  const name = `dialect-${dialect}`
  const line = openLine(site, `#${name}`)
  const workspace = openWorkspace({ name, sites: [site], config: { markdown: { dialects: [dialect] } } })
  const [first = ''] = Object.keys(files)
  for (const [path, text] of Object.entries(files)) workspace.write(`content/${path}`, text)
  workspace.write('content/pic one.png', drawPng(30, 20, [20, 120, 200]))
  workspace.write('content/sounds/talk.mp3', 'ID3 not really a sound')

  afterAll(async () => {
    for (const post of await listRemote(line)) await deletePost(line, post.type, post.id)
    rmSync(workspace.folder, { recursive: true, force: true })
  })

  const readPage = async () => {
    const post = (await listRemote(line)).find(({ base }) => base.kind !== 'none' && base.stamp.path === first)
    if (post === undefined) throw new Error('the first file has no post')
    const page = await fetch(post.url)
    return {
      post,
      html:
        /<section class="gh-content[\s\S]*?<\/section>|<article[\s\S]*<\/article>/.exec(await page.text())?.[0] ?? '',
    }
  }

  test('readers see what the tool shows, and nothing that is private', async () => {
    const push = await workspace.run('push')
    expect(push.code, push.stdout + push.stderr).toBe(0)
    const { html } = await readPage()
    for (const part of shown) expect(html).toContain(part)
    for (const part of hidden) expect(html).not.toContain(part)
  })

  test('the next plan is empty, and Ghost shows what the text means', async () => {
    const plan = await workspace.run('plan')
    expect(plan.code, plan.stdout + plan.stderr).toBe(0)
    const check = await workspace.run('check', '--fidelity')
    expect(check.stdout + check.stderr).toContain('no differences')
  })

  test('pull writes nothing where nobody changed anything', async () => {
    const pull = await workspace.run('pull', '--force')
    expect(pull.code, pull.stdout + pull.stderr).toBe(0)
    for (const [path, text] of Object.entries(files)) expect(workspace.read(`content/${path}`)).toBe(text)
  })

  test('what an editor changed comes back, and the rest of the file stays to the byte', async () => {
    const { post } = await readPage()
    if (post.body.kind !== 'lexical') throw new Error('no Lexical')
    const root = JSON.parse(JSON.stringify(post.body.root).replace('Edit me.', 'Edited.'))
    await editAsAdmin(line, post, { lexical: JSON.stringify({ root }) })
    const pull = await workspace.run('pull', '--force')
    expect(pull.code, pull.stdout + pull.stderr).toBe(0)
    const text = files[first] ?? ''
    expect(workspace.read(`content/${first}`)).toBe(text.replace(/Edit me\.(?: \^block1|\n\{\.lead\})?/, 'Edited.'))
    const plan = await workspace.run('plan')
    expect(plan.code, plan.stdout + plan.stderr).toBe(0)
  })
})
