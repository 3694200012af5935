import { describe, expect, test } from 'vitest'
import { assumeCapabilities } from '../../../src/ghost/transport/capabilities.ts'
import { createAssetReader } from '../../../src/scan/assets/asset-reader.ts'
import { checkAssetUse } from '../../../src/scan/assets/check-asset-use.ts'
import { makeFolder } from '../make-folder.ts'
import { makePng } from '../make-image.ts'

/** Four by three pixels in one colour. */
const AVIF = Buffer.from(
  'AAAAHGZ0eXBhdmlmAAAAAG1pZjFhdmlmbWlhZgAAANZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAABAAAAImlsb2MAAAAAREAAAQABAAAAAAD6AAEAAAAAAAAAHgAAACNpaW5mAAAAAAABAAAAFWluZmUCAAAAAAEAAGF2MDEAAAAAVmlwcnAAAAA4aXBjbwAAAAxhdjFDgSACAAAAABRpc3BlAAAAAAAAAAQAAAADAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAgMAAAAmbWRhdBIACgg4BHmEBDQaQDIQGAAAAEAAsBNq1zbaz7oCgA==',
  'base64',
)

async function use(name: string, bytes: Uint8Array, version: 'v3' | 'v5' | 'v6', as: 'image' | 'link' = 'image') {
  const { rootDir, content } = makeFolder({ [`content/${name}`]: bytes })
  const read = await createAssetReader(content, rootDir)(name, 'a.md')
  if (read.kind !== 'asset') return read
  return checkAssetUse(read.asset, as, { capabilities: assumeCapabilities(version) }) ?? read.asset
}

describe('a picture that Ghost refuses as an image, and browsers show', () => {
  test.each([
    ['AVIF on Ghost 5', 'a.avif', AVIF, 'v5', 4],
    ['AVIF on Ghost 6', 'a.avif', AVIF, 'v6', 4],
    ['an animated PNG on Ghost 5', 'a.apng', makePng(3, 2), 'v5', 3],
  ] as const)('%s is a file with its size', async (_, name, bytes, version, width) => {
    expect(await use(name, bytes, version)).toMatchObject({ endpoint: 'files', width })
  })

  test.each([
    ['what is none', 'a.avif', Buffer.from('not a picture'), 'v5', 'is of no type that Ghost takes as an image'],
    ['another picture of that name', 'a.avif', makePng(3, 2), 'v5', 'is of no type that Ghost takes as an image'],
    ['another file', 'a.pdf', AVIF, 'v5', 'is of no type that Ghost takes as an image'],
    ['a kind that Ghost 6 lacks', 'a.apng', makePng(3, 2), 'v6', 'is of no type that Ghost 6 takes'],
    ['a Ghost without files', 'a.avif', AVIF, 'v3', 'cannot be stored on this site'],
  ] as const)('not: %s', async (_, name, bytes, version, message) => {
    expect(await use(name, bytes, version)).toMatchObject({ message: expect.stringContaining(message) })
  })

  test('a link to one is a file as before', async () => {
    expect(await use('a.avif', AVIF, 'v6', 'link')).toMatchObject({ endpoint: 'files' })
  })
})
