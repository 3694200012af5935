import type { AttributeReader } from '../directives/attribute-reader.ts'
import type { LexicalNode } from '../document/lexical.ts'
import type { DirectiveToken } from '../document/markdown-token.ts'
import { readPlainText } from '../document/read-tokens.ts'
import type { Conversion } from '../html/conversion.ts'
import { buildCard } from './build-card.ts'

export function convertButton(token: DirectiveToken, read: AttributeReader): LexicalNode {
  return buildCard('button', {
    buttonText: readPlainText(token.tokens).replace(/\s+/g, ' ').trim(),
    alignment: read.text('align', 'center'),
    buttonUrl: read.link('url'),
  })
}

export function convertProduct(token: DirectiveToken, read: AttributeReader, conversion: Conversion): LexicalNode {
  const image = read.file('image', 'image')
  return buildCard('product', {
    productImageSrc: image.url,
    productImageWidth: read.number('image-width') ?? image.width ?? null,
    productImageHeight: read.number('image-height') ?? image.height ?? null,
    productTitle: read.inline('title'),
    productDescription: conversion.renderer.renderBlocks(token.tokens),
    productRatingEnabled: read.has('rating'),
    productStarRating: read.number('rating') ?? 5,
    productButtonEnabled: read.has('button'),
    productButton: read.text('button'),
    productUrl: read.link('url'),
  })
}
