import { createAttributeReader } from '../directives/attribute-reader.ts'
import { buildElement, type LexicalNode } from '../document/lexical.ts'
import { type DirectiveToken, readToken } from '../document/markdown-token.ts'
import type { Conversion } from '../html/conversion.ts'
import { resolveHtml } from '../html/html-references.ts'
import { buildInline } from '../inline/inline-nodes.ts'
import { joinParagraphs, readNativeInline } from '../inline/native-inline.ts'
import { buildCard } from './build-card.ts'
import { buildCallout, findLook } from './callout.ts'
import { convertCta, convertEmail, convertEmailCta, convertHeader, convertSignup } from './convert-banners.ts'
import { convertBookmark, convertEmbed } from './convert-embeds.ts'
import { convertAudio, convertFile, convertVideo } from './convert-files.ts'
import { convertButton, convertProduct } from './convert-offers.ts'
import { buildGallery, readImages } from './gallery.ts'
import { buildImage, readImage } from './image.ts'

/** A top-level directive as the card that it asks for. What is wrong with it has been said before, by `checkDirective`. */
export function convertDirective(token: DirectiveToken, conversion: Conversion): readonly LexicalNode[] {
  const look = findLook(token)
  if (look !== undefined) return [buildCallout(token.tokens, look, conversion)]
  const read = createAttributeReader(token, conversion)
  switch (token.name) {
    case 'aside': {
      const pieces = joinParagraphs(token.tokens.map(readToken))
      if (pieces === undefined) return [buildCard('html', { html: conversion.renderer.renderBlocks([token]) })]
      return [buildElement('aside', {}, buildInline(pieces, conversion))]
    }
    case 'gallery':
      return convertImages(token, read.inline('caption'), conversion)
    case 'html': {
      const html = resolveHtml(token.content, conversion.resolve)
      const visibility = read.json('visibility')
      return [buildCard('html', { html, ...(visibility === undefined ? {} : { visibility }) })]
    }
    case 'markdown':
      return [buildCard('markdown', { markdown: token.content })]
    case 'button':
      return [convertButton(token, read)]
    case 'product':
      return [convertProduct(token, read, conversion)]
    case 'file':
      return [convertFile(read)]
    case 'audio':
      return [convertAudio(read)]
    case 'video':
      return [convertVideo(token, read, conversion)]
    case 'header':
      return [convertHeader(token, read, conversion)]
    case 'signup':
      return [convertSignup(token, read, conversion)]
    case 'cta':
      return [convertCta(token, read, conversion)]
    case 'email':
      return [convertEmail(token, conversion)]
    case 'email-cta':
      return [convertEmailCta(token, read, conversion)]
    case 'bookmark':
      return [convertBookmark(token, read, conversion)]
    case 'embed':
      return [convertEmbed(token, read, conversion)]
    default:
      return [buildCard('html', { html: conversion.renderer.renderBlocks(token.tokens) })]
  }
}

/** Images of unknown size would be dropped from a gallery: then each is a card of its own. */
function convertImages(token: DirectiveToken, caption: string, conversion: Conversion): LexicalNode[] {
  const images = token.tokens.map(readToken).flatMap((block) => {
    const pieces = block.type === 'paragraph' ? readNativeInline(block.tokens) : undefined
    return (pieces && readImages(pieces)) ?? []
  })
  const isSized = images.every((image) => {
    const { width, height } = readImage(image, conversion)
    return width !== null && height !== null
  })
  if (!isSized) return images.map((image) => buildImage(image, conversion))
  return images.length === 0 ? [] : [buildGallery(images, caption, conversion)]
}
