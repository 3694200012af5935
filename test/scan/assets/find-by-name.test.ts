import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { DEFAULT_OPTIONS } from '../../../src/markdown/index.ts'
import { createAssetReader } from '../../../src/scan/assets/asset-reader.ts'
import { makeFolder } from '../make-folder.ts'

const FILES = {
  'content/a/Attachments/paper.pdf': '%PDF-1.4\n%%EOF\n',
  'content/one/twin.pdf': '%PDF-1.4\n1\n%%EOF\n',
  'content/two/twin.pdf': '%PDF-1.4\n2\n%%EOF\n',
  'content/note/.hidden/secret.pdf': '%PDF-1.4\n%%EOF\n',
  'other/vault/paper.pdf': '%PDF-1.4\nother\n%%EOF\n',
  'other/vault/else.pdf': '%PDF-1.4\nelse\n%%EOF\n',
}

function read(target: string, dialects: readonly 'obsidian'[] = ['obsidian']) {
  const { rootDir, content } = makeFolder(FILES)
  const roots = [content.root, path.join(rootDir, 'other')]
  const reader = createAssetReader(
    { ...content, assetRoots: roots, markdown: { ...DEFAULT_OPTIONS, dialects } },
    rootDir,
  )
  return reader(target, 'note/from.md')
}

describe('files of a vault are found by their name', () => {
  test.each([
    ['paper.pdf', 'content/a/Attachments/paper.pdf'],
    ['Paper.PDF', 'content/a/Attachments/paper.pdf'],
    ['Attachments/paper.pdf', 'content/a/Attachments/paper.pdf'],
    ['renamed/paper.pdf', 'content/a/Attachments/paper.pdf'],
    ['else.pdf', 'other/vault/else.pdf'],
    ['two/twin.pdf', 'content/two/twin.pdf'],
  ])('%s', async (target, file) => {
    expect(await read(target)).toMatchObject({ kind: 'asset', asset: { file } })
  })

  test('where several have it, that is said', async () => {
    const message = '`twin.pdf` may mean `content/one/twin.pdf`, `content/two/twin.pdf`.'
    expect(await read('twin.pdf')).toMatchObject({ kind: 'missing', message })
  })

  test.each(['secret.pdf', 'nothing.pdf', '../../../etc/passwd'])('not: %s', async (target) => {
    expect((await read(target)).kind).not.toBe('asset')
  })

  test('only in a vault', async () => {
    expect(await read('paper.pdf', [])).toMatchObject({ kind: 'missing' })
  })
})
