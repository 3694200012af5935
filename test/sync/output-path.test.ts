import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { checkOutputPath } from '../../src/sync/output-path.ts'

function makeRepository() {
  const outside = realpathSync(mkdtempSync(join(tmpdir(), 'ghost-sync-output-')))
  onTestFinished(() => rmSync(outside, { recursive: true, force: true }))
  const project = join(outside, 'project')
  for (const folder of ['.git/hooks', 'docs', 'build']) mkdirSync(join(project, folder), { recursive: true })
  writeFileSync(join(outside, 'profile'), 'x')
  writeFileSync(join(project, 'build/plan.json'), 'x')
  const check = (written: string, cwd = project) => checkOutputPath(written, '--out', { cwd })
  return { outside, project, check }
}

test.each([
  ['a file out of it', 'plan.json', '../profile', 'plan.json'],
  ['a file that is not there yet', 'plan.json', '../new', 'plan.json'],
  ['a folder out of it', 'out', '..', 'out/plan.json'],
  ['a folder, for one in it that is not there yet', 'out', '..', 'out/a/b/plan.json'],
  ['a hook of git', 'plan.json', '.git/hooks/pre-commit', 'plan.json'],
  ['the folder of git', 'out', '.git', 'out/config'],
  ['itself', 'plan.json', 'plan.json', 'plan.json'],
])('a link to %s is refused', async (_, link, target, written) => {
  const { project, check } = makeRepository()
  symlinkSync(target, join(project, link))
  await expect(check(written)).rejects.toThrow('symbolic link')
  await expect(check(`../${written}`, join(project, 'docs'))).rejects.toThrow('symbolic link')
})

test('other paths are taken as they are', async () => {
  const { outside, project, check } = makeRepository()
  symlinkSync('build/plan.json', join(project, 'plan.json'))
  expect(await check('plan.json')).toBe(join(project, 'plan.json'))
  expect(await check('build/new.json')).toBe(join(project, 'build/new.json'))
  expect(await check('new/folder/plan.json')).toBe(join(project, 'new/folder/plan.json'))
  expect(await check('.ghost-sync/plan.json')).toBe(join(project, '.ghost-sync/plan.json'))
  // Whoever wrote the command line meant that.
  expect(await check('../plan.json')).toBe(join(outside, 'plan.json'))
  expect(await check('/dev/stdout')).toBe('/dev/stdout')
})
