import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { drawPng } from '../e2e/draw-png.ts'
import { type BadInput, SOUND_POST } from './bad-input.ts'

const picture = drawPng(30, 20, [10, 120, 90])

const post = (body: string, files: Readonly<Record<string, string | Uint8Array>> = {}) => ({
  'content/posts/bad.md': `---\ntitle: Bad\nstatus: draft\n---\nSome text first.\n\n${body}\n`,
  'content/posts/sound.md': SOUND_POST,
  ...files,
})

/** Pictures, files and links that a text names. */
export const CONTENT_CASES: readonly BadInput[] = [
  {
    name: 'missing-image',
    exitCode: 3,
    files: post('![A chart](images/Chart.png)', { 'content/posts/images/chart.png': picture }),
  },
  { name: 'path-escape', exitCode: 3, files: post('![Not yours](../../secret.png)', { 'secret.png': picture }) },
  { name: 'absolute-path', exitCode: 3, files: post('<img src="file:///etc/passwd" alt="no">\n\n[hosts](/etc/hosts)') },
  {
    name: 'symlink-escape',
    exitCode: 3,
    files: post('![Looks harmless](harmless.png)', { 'secret.png': picture }),
    prepare: ({ folder }) => symlinkSync(join(folder, 'secret.png'), join(folder, 'content/posts/harmless.png')),
  },
  { name: 'empty-image', exitCode: 3, files: post('![Nothing](empty.png)', { 'content/posts/empty.png': '' }) },
  {
    name: 'broken-image',
    exitCode: 3,
    files: post('![Cut off](cut.png)', { 'content/posts/cut.png': picture.subarray(0, 12) }),
  },
  {
    name: 'git-lfs-pointer',
    exitCode: 3,
    files: post('![In LFS](lfs.png)', {
      'content/posts/lfs.png': 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n',
    }),
  },
  {
    name: 'unsupported-image-type',
    exitCode: 3,
    files: post('![New](new.avif)\n\n![A film](film.mp4)', {
      'content/posts/new.avif': 'not looked at',
      'content/posts/film.mp4': 'not looked at',
    }),
  },
  {
    name: 'oversized-image',
    exitCode: 3,
    files: post('![Big](big.png)', { 'content/posts/big.png': drawPng(1, 1, [0, 0, 0]) }),
    config: () => ({ content: { maxAssetSize: '50 B' } }),
  },
  {
    name: 'feature-image-missing',
    exitCode: 3,
    files: {
      'content/posts/bad.md': '---\ntitle: Bad\nfeature_image: covers/one.png\n---\nText.\n',
      'content/posts/sound.md': SOUND_POST,
    },
  },
  {
    name: 'broken-link',
    exitCode: 3,
    files: post('See [the other](souund.md) and [a part](sound.md#nowhere).'),
  },
  {
    name: 'link-to-a-bad-post',
    exitCode: 3,
    files: post('See [the worse](worse.md).', {
      'content/posts/worse.md': '---\ntitle: Worse\nstatus: public\n---\nText.\n',
    }),
  },
  {
    name: 'no-content-folder',
    exitCode: 3,
    files: {},
    prepare: ({ folder }) => rmSync(join(folder, 'content'), { recursive: true, force: true }),
  },
  { name: 'no-markdown-at-all', exitCode: 0, files: { 'content/posts/readme.txt': 'Not Markdown.' } },
]
