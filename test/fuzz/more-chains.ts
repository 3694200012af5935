import { gzipSync } from 'node:zlib'
import { containsChanges } from '../../src/diff/compare/block-changes.ts'
import { canonicaliseBody, readBody } from '../../src/diff/compare/canonicalise.ts'
import { describeBody } from '../../src/diff/compare/describe-body.ts'
import { parseLedgerText } from '../../src/ghost/ledger/ledger.ts'
import { readRemotePost } from '../../src/ghost/posts/read-remote-post.ts'
import { readGhostError } from '../../src/ghost/transport/ghost-error.ts'
import {
  compareHtml,
  convertMarkdown,
  DEFAULT_OPTIONS,
  GHOST_MAJORS,
  type LexicalNode,
  type LexicalRoot,
  renderLexicalHtml,
  renderReference,
  writeMarkdown,
  writeMobiledoc,
} from '../../src/markdown/index.ts'
import { redactSecrets } from '../../src/model/secrets.ts'
import { makePrintable } from '../../src/model/text.ts'
import { listFileUrls } from '../../src/pull/files/list-file-urls.ts'
import { mergeBody } from '../../src/pull/merge-body.ts'
import { diffBody, highlightWords, renderBodyDiff } from '../../src/report/plan/body-diff.ts'
import { renderCheck, renderCheckJson } from '../../src/report/problems/render-check.ts'
import { shortenPair } from '../../src/report/text/width.ts'
import { findAssetUrls } from '../../src/scan/assets/asset-urls.ts'
import { measureImage, measureVideo } from '../../src/scan/assets/measure.ts'
import { checkSite, findSilentImages } from '../../src/scan/check-site.ts'
import { fixFile } from '../../src/scan/fix/fix-file.ts'
import { mergeRedirects } from '../../src/scan/redirects.ts'
import { parseSource } from '../../src/scan/scan-content.ts'
import { fakeAssets, SITE as SITE_RULES } from '../scan/make-source.ts'
import type { Outcome } from './run-chain.ts'

const SITE = 'https://example.com'
const ABOUT = { path: 'a.md', file: 'content/a.md', type: 'post' } as const
const NOW = new Date('2026-06-01T12:00:00Z')
const DONE: Outcome = { kind: 'done' }

/** A file through all of `check --strict --fix`, with its report. */
async function checkText(text: string): Promise<Outcome> {
  const { source, findings } = parseSource(text, ABOUT)
  if (source === undefined) return { kind: 'refused', findings }
  const readAsset = fakeAssets(['a.png', 'b.png', 'b'])
  const found = await checkSite({ files: [source], site: SITE_RULES, siteNames: ['blog'], now: NOW, readAsset })
  const problems = [...found, ...findSilentImages(source)]
  const check = { files: 1, sites: ['blog'], problems, milliseconds: 0 }
  renderCheck(check, { colour: true })
  renderCheckJson(check, undefined)
  const content = {
    root: import.meta.dirname,
    posts: ['**/*.md'],
    pages: [],
    ignore: [],
    assetRoots: [import.meta.dirname],
    maxAssetBytes: 1,
    maxAssetsBytes: 1,
    maxSourceBytes: 1,
    maxFiles: 1,
    markdown: DEFAULT_OPTIONS,
  }
  const world = { content, readAsset, paths: new Set(['a.md']), siteUrls: [SITE] }
  await fixFile(text, source, world)
  return DONE
}

/** What `check --fidelity` compares: the file's meaning with what Ghost would serve. */
function compareText(text: string): Outcome {
  const { source, findings } = parseSource(text, ABOUT)
  if (source === undefined) return { kind: 'refused', findings }
  const options = { resolve: (url: string) => ({ url }) }
  const reference = renderReference(source.document, options)
  const root = convertMarkdown(source.document, options)
  const html = renderLexicalHtml(root, { ghost: 5, isUpload: () => false })
  compareHtml(reference, html, { asGhostShows: true })
  compareHtml(reference, text)
  return DONE
}

/** A body that both sides changed: the diff of a plan, and the merge of a pull. */
function mergeText(text: string): Outcome {
  const middle = Math.floor(text.length / 2)
  const base = `${text.slice(0, middle)}\n\nx\n\n${text.slice(middle)}`
  const ours = `${text}\n\nours`
  const theirs = `theirs\n\n${text}`
  const options = { theirsWins: false, isUnchanged: false, from: 'a.md', siteUrl: SITE, markdown: DEFAULT_OPTIONS }
  mergeBody({ ours, base, theirs }, options)
  mergeBody({ ours, base, theirs: text.split('').reverse().join('') }, options)
  renderBodyDiff(diffBody(base, theirs), { colour: true })
  const lines = (one: string) => one.split('\n')
  containsChanges(lines(ours), lines(base), lines(theirs))
  containsChanges(lines(base), lines(ours), lines(theirs))
  return DONE
}

/** A value on its way to the terminal. */
function printText(text: string): Outcome {
  makePrintable(text)
  redactSecrets(JSON.stringify(text))
  highlightWords(text, `${text.slice(0, 99)}x${text.slice(99)}`, { colour: true })
  shortenPair(text, `${text.slice(0, text.length / 2)}x${text.slice(text.length / 2)}`, 80)
  return DONE
}

/** A picture or film that is none. */
function measureText(text: string): Outcome {
  measureImage(Buffer.from(text), 'svg')
  measureImage(gzipSync(text), 'svgz')
  measureImage(Buffer.from(`<svg>${text}</svg>`), 'svg')
  measureImage(Buffer.from(`<svg ${text}>a</svg>`), 'svg')
  for (const extension of ['png', 'jpg', 'gif', 'webp', 'ico']) measureImage(Buffer.from(text), extension)
  measureVideo(Buffer.from(text))
  return DONE
}

/** Every place of a Lexical document that a server may fill. */
function readDocument(text: string): Outcome {
  const inline = (...children: LexicalNode[]): LexicalNode => ({ type: 'paragraph', version: 1, children })
  const children: LexicalNode[] = [
    inline({ type: 'extended-text', version: 1, text, format: 1 }),
    inline({
      type: 'link',
      version: 1,
      url: text,
      title: text,
      children: [{ type: 'text', version: 1, text: 'a', format: 0 }],
    }),
    { type: 'html', version: 1, html: text },
    { type: 'markdown', version: 1, markdown: text },
    { type: 'codeblock', version: 1, code: text, language: text, caption: text },
    { type: 'image', version: 1, src: text, alt: text, title: text, caption: text, href: text },
    { type: 'callout', version: 1, calloutText: text, calloutEmoji: text, backgroundColor: text },
    {
      type: 'bookmark',
      version: 1,
      url: text,
      caption: text,
      metadata: { title: text, description: text, icon: text, thumbnail: text },
    },
    { type: 'toggle', version: 1, heading: text, content: text },
    {
      type: 'header',
      version: 2,
      heading: text,
      subheader: text,
      buttonUrl: text,
      backgroundImageSrc: text,
      buttonText: text,
    },
    { type: 'header', version: 1, heading: text, subheader: text, size: text },
    { type: 'file', version: 1, src: text, fileTitle: text, fileCaption: text, fileName: text, fileSize: 1 },
    {
      type: 'product',
      version: 1,
      productTitle: text,
      productDescription: text,
      productUrl: text,
      productImageSrc: text,
    },
    { type: 'button', version: 1, buttonText: text, buttonUrl: text, alignment: text },
    { type: 'embed', version: 1, url: text, html: text, caption: text, metadata: {}, embedType: text },
    { type: 'email', version: 1, html: text },
    {
      type: 'call-to-action',
      version: 1,
      textValue: text,
      buttonText: text,
      buttonUrl: text,
      imageUrl: text,
      sponsorLabel: text,
    },
    { type: 'unknown-card', version: 1, thing: text },
    {
      type: 'gallery',
      version: 1,
      images: [{ src: text, fileName: text, row: 0, width: 1, height: 1 }],
      caption: text,
    },
  ]
  for (const child of children) {
    const root = { type: 'root', version: 1, children: [child] } as unknown as LexicalRoot
    canonicaliseBody(root, SITE)
    writeMarkdown(root)
    describeBody(root, SITE, [])
    const json = JSON.stringify(root)
    listFileUrls(json, SITE)
    findAssetUrls(json)
    for (const ghost of GHOST_MAJORS) renderLexicalHtml(root, { ghost, isUpload: () => false })
    for (const dialect of [3, 4] as const) writeMobiledoc(root, { dialect, siteUrl: SITE })
  }
  return DONE
}

/** What a server answers, before anything is known of it. */
function readAnswer(text: string): Outcome {
  parseLedgerText(text)
  readGhostError({ status: 400, text, headers: new Headers() } as unknown as Parameters<typeof readGhostError>[0])
  const wire = {
    id: 'a'.repeat(24),
    title: text,
    slug: text,
    status: 'draft',
    updated_at: '2026',
    url: text,
    custom_excerpt: text,
  }
  readRemotePost(
    {
      ...wire,
      lexical: `{"root":{},"ghostSync":${JSON.stringify({ v: 1, project: text, path: text, fields: { title: text } })}}`,
    },
    'post',
    '#ghost-sync',
  )
  readRemotePost({ ...wire, mobiledoc: text, html: text }, 'post', '#ghost-sync')
  try {
    mergeRedirects(text, 'yaml', [{ from: '/a/', to: '/b/', permanent: true } as never])
  } catch (error) {
    if (!(error instanceof Error)) throw error
  }
  readBody({ kind: 'other', format: 'html', source: text })
  return DONE
}

/** Front matter of each kind, with the text where a value stands. */
async function readFrontMatter(text: string): Promise<Outcome> {
  const line = text.replaceAll('\n', ' ')
  for (const written of [
    `---\ntitle: a\nkey: ${text}\n---\n`,
    `---\ntitle: a\n${text}\n---\n`,
    `---\ntitle: ${JSON.stringify(line)}\nslug: ${JSON.stringify(line)}\nfeature_image: ${JSON.stringify(line)}\ndate: ${JSON.stringify(line)}\ntags: ${JSON.stringify(line)}\nauthors: ${JSON.stringify(line)}\ncanonical_url: ${JSON.stringify(line)}\n---\n`,
    `+++\ntitle = "a"\nkey = ${text}\n+++\n`,
    `+++\n${text}\n+++\n`,
    `{"title": "a", "key": ${text}}\n`,
    `{"a": "${text}\n`,
    `${text}\n---\n`,
    `---${text}\n---\n`,
  ]) {
    await checkText(written)
  }
  return DONE
}

/** Everything else that reads what strangers wrote. */
export const MORE_CHAINS = {
  checkText,
  compareText,
  mergeText,
  printText,
  measureText,
  readDocument,
  readAnswer,
  readFrontMatter,
} as const
