import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { slugify } from '@tryghost/string'
import type { ContentConfig } from '../../config/config.ts'
import { toPosix, writeSize } from '../../model/text.ts'
import { findPointer } from '../files/pointer.ts'
import { createSuggester } from '../source/finding.ts'
import { type AssetReader, type AssetReading, findAssetType } from './asset-types.ts'
import { createNameFinder } from './find-by-name.ts'
import { keepsDrawing } from './keeps-drawing.ts'
import { locateAsset } from './locate-asset.ts'
import { listLostDrawing } from './lost-drawing.ts'
import { measureImage, measureShownFile, measureVideo } from './measure.ts'

/** The results of reading files, by path, size and time of writing: a reader that is made for every round of a watch need not hash them all again. */
export type AssetMemory = Map<string, Promise<AssetReading>>

/**
 * Makes the reader of local images and files. It looks for every file once and remembers it as long as the reader exists, which is one run.
 *
 * @param rootDir Absolute path of the project root, to which `Asset.file` is relative.
 */
export function createAssetReader(
  content: ContentConfig,
  rootDir: string,
  memory: AssetMemory = new Map(),
): AssetReader {
  const folders = { rootDir, contentRoot: content.root, assetRoots: content.assetRoots }
  const findByName = content.markdown.dialects.includes('obsidian') ? createNameFinder(folders.assetRoots) : undefined
  const read = new Map<string, Promise<AssetReading>>()
  const suggest = createSuggester()
  let total = 0
  const answers = new Map<string, Promise<AssetReading>>()
  const find = async (target: string, fromFolder: string): Promise<AssetReading> => {
    if (/^[a-z][a-z0-9+.-]*:/i.test(target) || target.startsWith('//')) {
      return {
        kind: 'outside-root',
        message: `\`${target}\` is an absolute address; nothing from there is uploaded.`,
        hint: 'Write a path relative to the Markdown file.',
      }
    }
    const location = await locateAsset(target, fromFolder, folders, suggest, findByName)
    if (location.kind !== 'found') return location
    const { realPath, size, modified } = location
    const key = `${realPath}\0${size}\0${modified}`
    // The key is the path alone: one run sees one state of a file, whatever is written meanwhile. Only the memory, which outlives the reader,
    // compares more.
    let reading = read.get(realPath)
    if (reading === undefined) {
      const file = toPosix(path.relative(rootDir, realPath))
      if (size <= content.maxAssetBytes) total += size
      reading =
        total > content.maxAssetsBytes
          ? Promise.resolve(refuseTotal(file, content.maxAssetsBytes))
          : (memory.get(key) ?? load(realPath, file, size, content.maxAssetBytes))
      if (total <= content.maxAssetsBytes) memory.set(key, reading)
      read.set(realPath, reading)
    }
    return reading
  }
  // Every site asks again, and most pictures are named from a folder from which others were named before.
  return (target, fromPath) => {
    const fromFolder = path.dirname(fromPath)
    const key = `${fromFolder}\0${target}`
    const answer = answers.get(key) ?? spellFolder(content.root, fromFolder).then((folder) => find(target, folder))
    answers.set(key, answer)
    return answer
  }
}

/** Returns a folder below another as the disk spells it, which may be decomposed. */
async function spellFolder(root: string, folder: string): Promise<string> {
  let spelt = root
  for (const name of folder.split('/')) {
    const [composed, decomposed] = [path.join(spelt, name), path.join(spelt, name.normalize('NFD'))]
    spelt = composed === decomposed || (await isThere(composed)) ? composed : decomposed
  }
  return spelt
}

async function isThere(absolutePath: string): Promise<boolean> {
  return stat(absolutePath).then(
    () => true,
    () => false,
  )
}

async function load(absolutePath: string, file: string, size: number, maxBytes: number): Promise<AssetReading> {
  if (size === 0)
    return {
      kind: 'empty',
      message: `\`${file}\` is empty.`,
      hint: 'Save it again, or fetch it if it is kept in Git LFS.',
    }
  if (size > maxBytes) {
    return {
      kind: 'too-large',
      message: `\`${file}\` is ${writeSize(size)}; at most ${writeSize(maxBytes)} are uploaded.`,
      hint: 'Make it smaller, or raise `content.maxAssetSize`.',
    }
  }
  const fileName = path.basename(absolutePath)
  const extension = path.extname(fileName).slice(1).toLowerCase()
  const type = findAssetType(extension)
  if (/^(?:md|mdx|qmd|markdown)$/.test(extension)) {
    return {
      kind: 'unsupported-type',
      message: `\`${file}\` is a Markdown file, but not one of the posts.`,
      hint: 'Let a glob of `content.posts` or `content.pages` find it, and mend it if it has a problem of its own.',
    }
  }
  let bytes: Uint8Array
  try {
    bytes = await readFile(absolutePath)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return { kind: 'unreadable', message: `\`${file}\` cannot be read (${code}).`, hint: 'Check that you may read it.' }
  }
  const pointer = findPointer(bytes)
  const fetchIt = pointer && `It is a ${pointer.tool} pointer: run \`${pointer.cure}\`.`
  if (fetchIt !== undefined && type.endpoint !== 'images') {
    return { kind: 'corrupt', message: `\`${file}\` is not the file itself.`, hint: fetchIt }
  }
  let dimensions: { width: number | undefined; height: number | undefined } = { width: undefined, height: undefined }
  if (type.endpoint === 'images') {
    const measured = measureImage(bytes, extension)
    if (measured.kind === 'vast') {
      return {
        kind: 'too-large',
        message: `\`${file}\` unpacks to more than ${writeSize(measured.mostBytes)}.`,
        hint: 'Save it as `.svg`, or make the drawing simpler.',
      }
    }
    if (measured.kind === 'corrupt') {
      return {
        kind: 'corrupt',
        message: `\`${file}\` ${measured.reason}; Ghost would refuse it.`,
        hint: fetchIt ?? 'Export the picture again, and name it by its format.',
      }
    }
    dimensions = { width: measured.width, height: measured.height }
  } else if (type.mimeType.startsWith('video/')) dimensions = measureVideo(bytes)
  const shown = type.endpoint === 'files' ? measureShownFile(bytes, extension) : undefined
  if (shown !== undefined) dimensions = shown
  const drawing = extension === 'svg' ? Buffer.from(bytes).toString('utf8') : undefined
  const lost = drawing === undefined ? [] : listLostDrawing(drawing)
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  const uploadName = nameUpload(fileName, extension, hash)
  const asset = {
    hash,
    uploadName,
    ...(type.endpoint === 'files' && { variant: hashText(uploadName).slice(0, 8) }),
    ...type,
    absolutePath,
    file,
    size: bytes.length,
    ...dimensions,
    ...(drawing !== undefined && !keepsDrawing(drawing) && { isEmptied: true as const }),
    ...(lost.length > 0 && { lost }),
    ...(shown !== undefined && { isShownFile: true as const }),
  }
  return { kind: 'asset', asset }
}

function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function refuseTotal(file: string, maxBytes: number): AssetReading {
  return {
    kind: 'too-large',
    message: `With \`${file}\` the pictures and files of this run come to more than ${writeSize(maxBytes)}.`,
    hint: 'Make them smaller, or raise `content.maxAssetsSize`.',
  }
}

const MAX_BASE = 60

/**
 * Returns the name that a file is uploaded under: `<slug of its name>-<hash>.<ext>`, lower case ASCII, which Ghost leaves as it is. By the hash in
 * the name a later run finds the upload again, in the URLs of the posts.
 *
 * @param fileName With extension, without folders.
 * @param extension Without the dot; empty for none.
 * @param hash 16 hex characters.
 */
export function nameUpload(fileName: string, extension: string, hash: string): string {
  const base = extension === '' ? fileName : fileName.slice(0, -extension.length - 1)
  const slug = slugify(base.normalize('NFC'))
    .replace(/[^a-z0-9_-]+/g, '-')
    .slice(0, MAX_BASE)
    .replace(/^[-_]+|(?<![-_])[-_]+$/g, '')
  const suffix = extension.toLowerCase().replace(/[^a-z0-9]+/g, '')
  return `${slug === '' ? 'image' : slug}-${hash}${suffix === '' ? '' : `.${suffix}`}`
}
