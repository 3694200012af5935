import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runCommand } from '../run-command.ts'

function makeProject(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'ghost-sync-check-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'content'))
  const sites = { main: { url: 'https://main.example', adminKeyEnv: 'MAIN' } }
  writeFileSync(join(folder, 'ghost-sync.config.json'), JSON.stringify({ project: 'p', sites }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'content', name), text)
  return folder
}

const TEXT = 'Text.\n'

test('check says what --fix mends, and --fix mends just that', async () => {
  const folder = makeProject({
    'at.md': `---\ntitle: @decorators explained\ndate: 20.11.2026\n---\n${TEXT}`,
    'hash.md': `---\ntitle: Newsletter #42\r\ntags: #a #b\n---\n${TEXT}`.replace(/\r?\n/g, '\r\n'),
    'hexo.md': `title: Hello Hexo\r\ntags: [a]\r\n---\r\n${TEXT}`,
    'open.md': `---\ntitle: [one\n---\n${TEXT}`,
  })
  const before = await runCommand(folder, ['check', '--json'])
  const { problems, errors } = JSON.parse(before.stdout)
  expect(problems).toMatchObject([
    { file: 'content/at.md', code: 'front-matter/syntax', isFixable: true },
    { file: 'content/hash.md', code: 'front-matter/comment', isFixable: true },
    { file: 'content/hash.md', code: 'front-matter/comment', isFixable: true },
    { file: 'content/hexo.md', code: 'front-matter/not-opened', isFixable: true },
    { file: 'content/open.md', code: 'front-matter/syntax' },
  ])
  expect(problems[4].isFixable).toBeUndefined()
  expect(errors).toBe(4)

  const fixed = await runCommand(folder, ['check', '--fix', '--force'])
  expect(fixed.stdout).toContain('    - title: Hello Hexo\n    + ---\n    + title: Hello Hexo\n')
  expect(fixed.stdout).toContain('1 error in 1 file\n')
  const read = (name: string) => readFileSync(join(folder, 'content', name), 'utf8')
  expect(read('at.md')).toBe(`---\ntitle: "@decorators explained"\ndate: 2026-11-20\n---\n${TEXT}`)
  expect(read('hash.md')).toBe(
    `---\r\ntitle: "Newsletter #42"\r\ntags: ["#a", "#b"]\r\n---\r\n${TEXT.replace('\n', '\r\n')}`,
  )
  expect(read('hexo.md')).toBe(`---\r\ntitle: Hello Hexo\r\ntags: [a]\r\n---\r\n${TEXT}`)
})

test('--fix --dry-run writes nothing and shows the first round', async () => {
  const folder = makeProject({ 'at.md': `---\ntitle: @x\n---\n${TEXT}` })
  const { stdout } = await runCommand(folder, ['check', '--dry-run'])
  expect(stdout).toContain('would fix')
  expect(readFileSync(join(folder, 'content/at.md'), 'utf8')).toContain('title: @x')
})

test('an error in the front matter hides nothing of the text', async () => {
  const folder = makeProject({ 'a.md': '---\ntitle: [one\n---\n:::nothing\n\n{% raw %}\n' })
  const { stdout } = await runCommand(folder, ['check', '--json'])
  const codes = JSON.parse(stdout).problems.map(({ code }: { code: string }) => code)
  expect(codes).toEqual(['front-matter/syntax', 'directive/unknown', 'markdown/liquid'])
})
