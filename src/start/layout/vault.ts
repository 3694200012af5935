import { listOwnPages } from './choose-sections.ts'
import { type Layout, PLAIN_LAYOUT } from './layout.ts'
import { below, countFiles, findQuoted, type ProjectFiles } from './project-files.ts'

/** Recognises Quartz by its config: an Obsidian vault in `content` that it publishes. */
export async function recogniseQuartz(files: ProjectFiles): Promise<Layout | undefined> {
  const program = await files.read('quartz.config.ts', 'quartz.config.js')
  if (program === undefined) return undefined
  const host = findQuoted(program, 'baseUrl')
  const patterns = /ignorePatterns\s*:\s*\[([^\]]{0,2000})\]/.exec(program)?.[1] ?? ''
  const ignored = [...patterns.matchAll(/['"]([^'"]+)['"]/g)]
    .map(([, name = '']) => name)
    .filter((name) => name !== '.obsidian')
  const isThere = below(files.markdown, 'content').some((path) => !/(?:^|\/)_?index\.md$/.test(path))
  return {
    ...PLAIN_LAYOUT,
    tool: 'quartz',
    contentRoot: 'content',
    ignore: [
      ...ignored.map((name) => (/[*.]/.test(name) ? name : `${name}/**`)),
      ...(isThere ? ['**/{_index,index}.md'] : []),
    ],
    dialects: ['obsidian'],
    publishes: true,
    titleFromFilename: true,
    formerUrl: host === undefined ? undefined : /^https?:/.test(host) ? host : `https://${host}`,
    formerPermalinks: ['/{path}'],
    leftOut: ignored.map((name) => `${name} (its ignorePatterns)`),
  }
}

/** Files that are read to tell a vault by its links. */
const SAMPLE = 60

/** Recognises an Obsidian vault by its settings, or, where git leaves those out, by its wiki links. */
export async function recogniseVault(files: ProjectFiles): Promise<Layout | undefined> {
  const notes = files.markdown.filter((path) => !/(?:^|\/)(?:readme|license|contributing)\b/i.test(path))
  if (!files.has('.obsidian') && !(await hasWikiLinks(files, notes))) return undefined
  const templates = (await files.readSettings('.obsidian/templates.json')).text('folder')
  const attachments = (await files.readSettings('.obsidian/app.json')).text('attachmentFolderPath')
  const inTemplates = templates === undefined ? 0 : below(files.markdown, templates).length
  return {
    ...PLAIN_LAYOUT,
    tool: 'obsidian',
    contentRoot: '.',
    ignore: [...listOwnPages(files.markdown, '.'), ...(templates === undefined ? [] : [`${templates}/**`])],
    assetRoots: [
      '.',
      ...(attachments !== undefined && !/^[./]/.test(attachments) && files.has(attachments) ? [attachments] : []),
    ],
    dialects: ['obsidian'],
    titleFromFilename: true,
    leftOut: inTemplates > 0 ? [`${templates ?? ''} (${countFiles(inTemplates, 'template')})`] : [],
  }
}

async function hasWikiLinks(files: ProjectFiles, notes: readonly string[]): Promise<boolean> {
  // A few files may well hold a `[[link]]` in a repository of another kind.
  if (notes.length < 5) return false
  const step = Math.max(1, Math.floor(notes.length / SAMPLE))
  const sample = notes.filter((_, nth) => nth % step === 0).slice(0, SAMPLE)
  const texts = await Promise.all(sample.map((path) => files.read(path)))
  const linking = texts.filter((text) => text !== undefined && /!?\[\[[^\]\n[]{1,200}\]\]/.test(text.slice(0, 100_000)))
  return linking.length >= sample.length / 4
}
