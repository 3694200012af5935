import { describe, expect, test } from 'vitest'
import { createAssetReader } from '../../src/scan/assets/asset-reader.ts'
import { desirePosts } from '../../src/scan/desire-posts.ts'
import { matchSourcePath } from '../../src/scan/files/match-source-path.ts'
import { scanContent } from '../../src/scan/scan-content.ts'
import { locateSource } from '../../src/scan/source/source-file.ts'
import { makeFolder } from './make-folder.ts'
import { makePng } from './make-image.ts'
import { FACTS, SITE } from './make-source.ts'

/** What a clone makes of the same files, when its disk keeps their names in this form. */
async function read(form: 'NFC' | 'NFD') {
  const files = {
    'content/bücher/größe/naïve.md':
      '# Naïve\n\nSee [this](../が.md#höhe), [that](../../entwürfe.md).\n\n![A picture](./übersicht.png)',
    'content/bücher/größe/übersicht.png': makePng(3, 2),
    'content/bücher/größe/ルール.pdf': 'A file',
    'content/bücher/が.md':
      '---\ntitle: Ga\nfeature_image: ./größe/übersicht.png\n---\n\n## Höhe\n\n[File](größe/ルール.pdf)',
    'content/entwürfe.md': '# Drafts\n\nA page.',
    'content/bücher/größe/alt.entwürfe.md': 'Left out.',
    'content/über/x.md': 'Found by no glob.',
  }
  const made = makeFolder(Object.fromEntries(Object.entries(files).map(([name, text]) => [name.normalize(form), text])))
  const { rootDir } = made
  const content = {
    ...made.content,
    posts: ['bücher/**/*.md'],
    pages: ['entwürf?.md'],
    ignore: ['**/*.entwürfe.md'],
  }
  const { files: sources, problems } = await scanContent(content, rootDir)
  const readAsset = createAssetReader(content, rootDir)
  const { posts, problems: found } = await desirePosts({
    ...{ files: sources, site: SITE, siteNames: [SITE.name], facts: FACTS, now: new Date(0), readAsset },
  })
  const bare = posts.map(({ file: _, assets, ...post }) => ({
    ...post,
    assets: assets.map(({ absolutePath: _path, file: _file, ...asset }) => asset),
  }))
  return { sources, problems: [...problems, ...found], posts: bare, content }
}

describe('names of files, composed and decomposed', () => {
  test('are one: both clones ask the same of every post', async () => {
    const [composed, decomposed] = [await read('NFC'), await read('NFD')]
    expect(composed.problems).toEqual([])
    expect(decomposed.problems).toEqual([])
    expect(composed.posts.map(({ path }) => path)).toEqual(['bücher/größe/naïve.md', 'bücher/が.md', 'entwürfe.md'])
    expect(decomposed.posts).toEqual(composed.posts)
    expect(decomposed.posts.map(({ fields }) => fields.slug)).toEqual(['naive', 'ga', 'entwurfe'])
  })

  test('are read where the disk has them', async () => {
    for (const form of ['NFC', 'NFD'] as const) {
      const { sources, content } = await read(form)
      for (const source of sources) {
        expect(locateSource(source)).toBe(source.path.normalize(form))
        expect(source.file).toBe(`content/${source.path}`.normalize(form))
        expect(matchSourcePath(locateSource(source), content)).toBe(source.type)
      }
    }
  })
})
