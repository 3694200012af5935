import { describe, expect, test } from 'vitest'
import type { Action } from '../../src/diff/plan.ts'
import { findUploads, isShownFirst } from '../../src/publish/upload-assets.ts'
import { type Asset, keyAsset } from '../../src/scan/source/asset.ts'
import { makeBody, makeDesired, makePushed, SITE } from '../diff/sample-posts.ts'
import { makePayload } from './fake-ghost.ts'

const HASH = '0123456789abcdef'
const asset: Asset = {
  hash: HASH,
  uploadName: `photo-${HASH}.png`,
  endpoint: 'images',
  mimeType: 'image/png',
  absolutePath: '/photo.png',
  file: 'content/photo.png',
  size: 1,
  width: 1,
  height: 1,
}
const at = (name: string) => `${SITE}/content/images/2026/11/${name}`
const own = at(`photo-${HASH}.png`)
const second = at(`photo-${HASH}-1.png`)
const showing = (...urls: string[]) => urls.map((url) => makePushed(makeDesired('a.md', { feature_image: url })))

describe('an upload that the site has', () => {
  test.each<[string, string[], string[], string | undefined]>([
    ['by its name', [own], [], own],
    ['under the name of another file', [at(`other-${HASH}.png`)], [], at(`other-${HASH}.png`)],
    ['on another host', [`https://cdn.example.com/x-${HASH}.png`], [], `https://cdn.example.com/x-${HASH}.png`],
    ['of two, the first', [own, at(`other-${HASH}.png`)], [], own],
    ['of two that a race made, the one with its own name', [second, own], [], own],
    ['also in the other order', [own, second], [], own],
    ['the one of a race, where the other is gone', [second, own], [own], second],
    ['none with another digest', [at('photo-fedcba9876543210.png')], [], undefined],
    ['none of another kind', [at(`photo-${HASH}.jpg`)], [], undefined],
    ['no smaller size', [`${SITE}/content/images/size/w600/2026/11/photo-${HASH}.png`], [], undefined],
    ['none that the site no longer serves', [own], [own], undefined],
    ['none without a host', [`/content/images/2026/11/photo-${HASH}.png`], [], undefined],
  ])('%s', (_, urls, gone, found) => {
    const result = findUploads(showing(...urls), [asset], new Set(gone))
    expect(result).toEqual(new Map(found === undefined ? [] : [[HASH, found]]))
  })

  test('is found in a body, and not in one that cannot be read', () => {
    const [post] = showing('')
    if (post === undefined) throw new Error('no post')
    const inBody = { ...post, body: { kind: 'lexical', root: makeBody(`<img src="${own}">`) } as const }
    expect(findUploads([inBody], [asset])).toEqual(new Map([[HASH, own]]))
    const unread = { ...post, body: { kind: 'other', format: 'html', source: own } as const }
    expect(findUploads([unread], [asset])).toEqual(new Map())
  })
})

test('a file that readers download is another one under another name', () => {
  const file = (name: string, variant: string): Asset => ({
    ...asset,
    uploadName: name.replace('.', `-${HASH}.`),
    variant,
    endpoint: 'files',
  })
  const [table, other] = [file('v2.csv', '0000000a'), file('other.csv', '0000000b')]
  const served = `${SITE}/content/files/2026/11/v2-${HASH}.csv`
  const found = findUploads(showing(served, served.replace('.csv', '-1.csv')), [table, other])
  expect(found).toEqual(new Map([[`${HASH}~0000000a`, served]]))
  expect(keyAsset(asset)).toBe(HASH)
})

describe('whether a post shows a file for the first time', () => {
  const [shows, showsNot] = [showing(own)[0], showing('')[0]]
  const about = { path: 'a.md', type: 'post', title: 'T' }
  const uses = makePayload({ assets: [HASH] })
  test.each<[string, object[], boolean]>([
    ['no post uses it', [{ kind: 'create', payload: makePayload({}) }], false],
    ['no action has a payload', [{ kind: 'unchanged', id: 'a.md' }], false],
    ['a new post shows it', [{ kind: 'create', payload: uses }], true],
    ['a post shows it that did before', [{ kind: 'update', id: 'shows', payload: uses }], false],
    ['a post shows it that did not', [{ kind: 'update', id: 'not', payload: uses }], true],
    ['a post shows it that is not known', [{ kind: 'update', id: 'unknown', payload: uses }], true],
    [
      'one of two is new',
      [
        { kind: 'update', id: 'shows', payload: uses },
        { kind: 'create', payload: uses },
      ],
      true,
    ],
  ])('%s', (_, actions, isFirst) => {
    const remote = [shows, showsNot].flatMap((post, nth) =>
      post ? [{ ...post, id: nth === 0 ? 'shows' : 'not' }] : [],
    )
    const all = actions.map((action) => ({ ...about, ...action }) as unknown as Action)
    expect(isShownFirst(asset, { site: 'main', url: SITE, actions: all, problems: [] }, { remote })).toBe(isFirst)
  })
})
