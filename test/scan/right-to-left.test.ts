import { expect, test } from 'vitest'
import { resolvePosts } from '../../src/scan/resolve-posts.ts'
import { FACTS, fakeAssets, SITE } from './make-source.ts'
import { readSource } from './read-source.ts'

const ARABIC = 'هذا نص مكتوب باللغة العربية، وفيه كلمة GitHub واحدة.'
const HEBREW = 'זהו טקסט בעברית.'

async function tell(locale: string | undefined, ...texts: string[]) {
  const { problems } = await resolvePosts({
    files: texts.map((text, index) => readSource(`${index}.md`, `---\ntitle: T${index}\n---\n${text}\n`)),
    site: SITE,
    siteNames: ['blog'],
    facts: { ...FACTS, ...(locale !== undefined && { locale }) },
    now: new Date('2026-06-01T12:00:00Z'),
    readAsset: fakeAssets([]),
  })
  return problems.filter(({ code }) => code === 'site/left-to-right')
}

test('texts written from right to left on a site that is not are told once, with their number', async () => {
  expect(await tell('en', 'English', ARABIC, HEBREW)).toMatchObject([
    { severity: 'warning', site: 'blog', file: 'content/1.md', message: expect.stringContaining('2 posts') },
  ])
  expect(await tell('de-AT', HEBREW)).toMatchObject([{ message: expect.stringContaining('`de-AT`') }])
})

test.each<[name: string, locale: string | undefined, text: string]>([
  ['a site of that language', 'ar', ARABIC],
  ['a site of such a language in a country', 'fa-IR', ARABIC],
  ['a script that says so', 'az_Arab', ARABIC],
  ['a site whose language is not known', undefined, ARABIC],
  ['a quotation', 'en', `An English text says ${HEBREW} and goes on in English for a while.`],
  ['no letters', 'en', '1 2 3'],
])('not: %s', async (_, locale, text) => {
  expect(await tell(locale, text)).toEqual([])
})
