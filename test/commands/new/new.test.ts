import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { runCommand } from '../run-command.ts'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ghost-sync-new-'))
  const made = folder
  onTestFinished(() => rmSync(made, { recursive: true }))
  configure({})
})

function configure(more: Record<string, unknown>): void {
  const site = { url: 'https://blog.example.com', adminKeyEnv: 'KEY' }
  writeFileSync(
    join(folder, 'ghost-sync.config.json'),
    JSON.stringify({
      project: 'x',
      sites: { main: site, notes: { ...site, url: 'https://notes.example.com' } },
      ...more,
    }),
  )
}

function template(name: string, text: string): void {
  mkdirSync(join(folder, 'templates'), { recursive: true })
  writeFileSync(join(folder, 'templates', name), text)
}

const begin = (...args: string[]) => runCommand(folder, ['new', ...args])
const read = (path: string) => readFileSync(join(folder, path), 'utf8')

describe('new', () => {
  test('makes a draft, prints its path and nothing else, and is found and sound', async () => {
    expect(await begin('A new office')).toEqual({ code: 0, stdout: 'content/posts/a-new-office.md\n', stderr: '' })
    expect(read('content/posts/a-new-office.md')).toBe('---\ntitle: A new office\nstatus: draft\n---\n\n')
    expect((await runCommand(folder, ['check', '--strict'])).code).toBe(0)
  })

  test('quotes what needs it', async () => {
    await begin('--tag', 'Company,#internal', 'He said: "no" # twice')
    const text = read('content/posts/he-said-no-twice.md')
    expect(text).toBe(
      '---\ntitle: "He said: \\"no\\" # twice"\nstatus: draft\ntags: [Company, "#internal"]\n---\n\n'.replace(
        '"He said: \\"no\\" # twice"',
        `'He said: "no" # twice'`,
      ),
    )
  })

  test('makes pages, under a slug of its own, for a site alone', async () => {
    expect((await begin('--page', '--slug', 'about', '--site', 'notes', 'Who we are')).stdout).toBe(
      'content/pages/about.md\n',
    )
    expect(read('content/pages/about.md')).toBe('---\ntitle: Who we are\nstatus: draft\nsites: [notes]\n---\n\n')
  })

  test('says what it made as JSON', async () => {
    expect(JSON.parse((await begin('--json', 'Über uns')).stdout)).toEqual({
      kind: 'ghost-sync-new',
      version: 1,
      path: 'content/posts/uber-uns.md',
      type: 'post',
      title: 'Über uns',
      slug: 'uber-uns',
    })
  })

  test('names the file by the pattern of the config, and writes the slug where the name does not give it', async () => {
    configure({ pull: { posts: 'posts/{year}/{month}-{day}-{slug}.md' } })
    // The day of the author's own calendar, at the time that the clock of the run says: in Auckland it is a day later.
    const file = `content/posts/2026/11-${new Date('2026-11-20T12:00:00Z').getDate()}-hello.md`
    expect((await begin('Hello')).stdout).toBe(`${file}\n`)
    expect(read(file)).toContain('\nslug: hello\n')
  })

  test('never overwrites, a link that leads nowhere included', async () => {
    await begin('Hello')
    writeFileSync(join(folder, 'content/posts/hello.md'), 'mine')
    symlinkSync('/nowhere', join(folder, 'content/posts/linked.md'))
    for (const [title, path] of [
      ['Hello', 'posts/hello.md'],
      ['Linked', 'posts/linked.md'],
    ] as const) {
      expect(await begin(title)).toMatchObject({ code: 6, stdout: '' })
      expect((await begin(title)).stderr).toContain(`${path} is there already`)
    }
    expect(read('content/posts/hello.md')).toBe('mine')
  })

  test.each([
    [['   '], 'usage/no-title'],
    [['👍'], 'usage/no-slug'],
    [['--slug', 'My Post', 'x'], 'Write --slug my-post.'],
    [['--template', '../ghost-sync.config', 'x'], 'new/no-template'],
    [['--template', 'nope', 'x'], 'Write one:'],
  ])('refuses %j', async (args, said) => {
    const { code, stdout, stderr } = await begin(...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(said)
  })

  test('refuses a path that no glob would find', async () => {
    configure({ content: { posts: ['blog/**/*.md'], pages: [] } })
    expect((await begin('x')).stderr).toContain('usage/not-found-by-glob')
    configure({ content: { posts: ['blog/**/*.md'], pages: [] }, pull: { posts: 'blog/{slug}.md' } })
    expect((await begin('x')).stdout).toBe('content/blog/x.md\n')
  })
})

describe('new, from a template', () => {
  test('takes post.md by itself, and others by name', async () => {
    template('post.md', '---\ntitle: {{title}}\nstatus: draft\ncustom_excerpt:\n---\n\nDear readers,\n')
    template('interview.md', '---\ntitle: "Talk: {{ title }}"\ntags: [Interview]\n---\n\n# {{title}}\n')
    await begin("It's: new")
    expect(read('content/posts/its-new.md')).toBe(
      `---\ntitle: "It's: new"\nstatus: draft\ncustom_excerpt:\n---\n\nDear readers,\n`,
    )
    await begin('--template', 'interview', '--tag', 'X', 'Say "hi"')
    expect(read('content/posts/say-hi.md')).toBe(
      '---\ntitle: "Talk: Say \\"hi\\""\ntags: [Interview, X]\n---\n\n# Say "hi"\n',
    )
  })

  test('adds what it lacks, and says what it cannot add', async () => {
    template('page.md', '---\nstatus: draft\n---\nHello {{slug}}, {{date}}\n')
    await begin('--page', 'Who')
    expect(read('content/pages/who.md')).toBe('---\nstatus: draft\ntitle: Who\n---\nHello who, 2026-11-20T12:00:00Z\n')
    configure({ content: { pages: [] } })
    expect((await begin('--page', 'Else')).stderr).toContain('Add `type: {{type}}`')
  })

  test('refuses one whose front matter cannot be read', async () => {
    template('post.md', '---\ntitle: [{{title}}\n---\n')
    const { code, stderr } = await begin('x')
    expect(code).toBe(2)
    expect(stderr).toContain('new/bad-template')
  })
})
