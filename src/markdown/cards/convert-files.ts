import type { AttributeReader } from '../directives/attribute-reader.ts'
import { renderText } from '../directives/card-text.ts'
import type { LexicalNode } from '../document/lexical.ts'
import type { DirectiveToken } from '../document/markdown-token.ts'
import type { Conversion } from '../html/conversion.ts'
import { buildCard } from './build-card.ts'

/** A file to download, with its size. */
export function convertFile(read: AttributeReader): LexicalNode {
  const file = read.file('src', 'link')
  const fileName = read.text('name') || file.name || nameFile(read.text('src'))
  return buildCard('file', {
    src: file.url,
    fileTitle: read.text('title', fileName),
    fileCaption: read.text('caption'),
    fileName,
    fileSize: read.number('size') ?? file.size ?? 0,
  })
}

/** A player for sound. Ghost shows the duration that the file itself tells the browser once it plays. */
export function convertAudio(read: AttributeReader): LexicalNode {
  const file = read.file('src', 'media')
  return buildCard('audio', {
    duration: read.number('duration') ?? 0,
    mimeType: read.text('mime-type') || (file.mimeType ?? ''),
    src: file.url,
    title: read.text('title', dropExtension(file.name ?? nameFile(read.text('src')))),
    thumbnailSrc: read.file('thumbnail', 'image').url,
  })
}

/** A film. */
export function convertVideo(token: DirectiveToken, read: AttributeReader, conversion: Conversion): LexicalNode {
  const file = read.file('src', 'media')
  const thumbnail = read.file('thumbnail', 'image')
  return buildCard('video', {
    src: file.url,
    caption: renderText(token.tokens, conversion),
    fileName: read.text('name') || file.name || nameFile(read.text('src')),
    mimeType: read.text('mime-type') || (file.mimeType ?? ''),
    width: read.number('width') ?? file.width ?? null,
    height: read.number('height') ?? file.height ?? null,
    duration: read.number('duration') ?? 0,
    thumbnailSrc: thumbnail.url,
    customThumbnailSrc: read.file('custom-thumbnail', 'image').url,
    thumbnailWidth: read.number('thumbnail-width') ?? thumbnail.width ?? null,
    thumbnailHeight: read.number('thumbnail-height') ?? thumbnail.height ?? null,
    cardWidth: token.attributes?.classes[0] ?? 'regular',
    loop: read.flag('loop', false),
  })
}

function nameFile(target: string): string {
  return (
    target
      .replace(/[?#].*$/s, '')
      .split(/[\\/]/)
      .at(-1) ?? ''
  )
}

function dropExtension(name: string): string {
  return name.replace(/\.\w+$/, '')
}
