import { describe, expect, test } from 'vitest'
import { checkSite } from '../../src/scan/check-site.ts'
import { desirePosts } from '../../src/scan/desire-posts.ts'
import { scanContent } from '../../src/scan/scan-content.ts'
import { makeFolder } from './make-folder.ts'
import { FACTS, fakeAssets, SITE } from './make-source.ts'

/** Everything that one run reports, as `file:line code`. */
async function check(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { rootDir, content } = makeFolder(files)
  const scanned = await scanContent(content, rootDir)
  const { broken } = scanned
  const input = { files: scanned.files, broken, site: SITE, siteNames: ['blog'], now: new Date('2026-06-01') }
  const problems = [...scanned.problems, ...(await checkSite({ ...input, readAsset: fakeAssets([]) }))]
  const { posts } = await desirePosts({ ...input, facts: FACTS, readAsset: fakeAssets([]) })
  expect(posts.map(({ path }) => path)).not.toContain('broken.md')
  return problems.map(({ file, line, code }) => `${file}:${line} ${code}`).sort()
}

describe('a file with an error in its Markdown', () => {
  test.each([
    ['a directive that Ghost has not', ':::nonsense\nx\n:::', 'directive/unknown'],
    ['a directive that is never closed', ':::callout\nx', 'directive/unclosed'],
    ['a formula that cannot be read', '$\\frac{1$', 'math/syntax'],
  ])('%s: its picture, link, doubts and front matter are told in the same run', async (_, wrong, code) => {
    const body = `![a](gone.png) [b](gone.md) [[Note]]\n\n${wrong}\n`
    expect(await check({ 'content/broken.md': `---\ntitle: T\nlayuot: x\n---\n${body}` })).toEqual([
      'content/broken.md:3 front-matter/unknown-key',
      'content/broken.md:5 asset/missing',
      'content/broken.md:5 link/missing',
      'content/broken.md:5 markdown/wiki-link',
      `content/broken.md:7 ${code}`,
    ])
  })

  test('a link to it says that it waits for it, and not that there is no such file', async () => {
    const files = {
      'content/broken.md': '---\ntitle: T\n---\n:::nonsense\n:::\n',
      'content/good.md': '---\ntitle: G\n---\n[t](broken.md)\n',
    }
    expect(await check(files)).toEqual(['content/broken.md:4 directive/unknown', 'content/good.md:4 link/blocked'])
  })
})
