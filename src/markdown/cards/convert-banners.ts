import type { AttributeReader } from '../directives/attribute-reader.ts'
import { renderHeaded } from '../directives/card-text.ts'
import type { LexicalNode } from '../document/lexical.ts'
import type { DirectiveToken } from '../document/markdown-token.ts'
import type { Conversion } from '../html/conversion.ts'
import { buildCard } from './build-card.ts'
import { SPONSOR_LABEL } from './card-defaults.ts'

/** Ghost's header card in its second version; the first can no longer be made in Ghost Admin. */
export function convertHeader(token: DirectiveToken, read: AttributeReader, conversion: Conversion): LexicalNode {
  const image = read.file('background-image', 'image')
  return buildCard('header', {
    size: read.text('size', 'small'),
    style: read.text('style', 'dark'),
    buttonEnabled: read.has('button'),
    buttonUrl: read.link('url'),
    buttonText: read.text('button'),
    ...renderHeaded(token.tokens, conversion),
    backgroundImageSrc: image.url,
    version: 2,
    accentColor: read.text('accent-color', '#FF1A75'),
    alignment: read.text('alignment', 'center'),
    backgroundColor: read.text('background-color', '#000000'),
    backgroundImageWidth: read.number('background-image-width') ?? image.width ?? null,
    backgroundImageHeight: read.number('background-image-height') ?? image.height ?? null,
    backgroundSize: read.text('background-size', 'cover'),
    textColor: read.text('text-color', '#FFFFFF'),
    buttonColor: read.text('button-color', '#ffffff'),
    buttonTextColor: read.text('button-text-color', '#000000'),
    layout: read.text('layout', 'full'),
    swapped: read.flag('swapped', false),
  })
}

/** A form to subscribe. Labels are a list: Ghost 5 makes no HTML at all of a post that has them as one text. */
export function convertSignup(token: DirectiveToken, read: AttributeReader, conversion: Conversion): LexicalNode {
  const labels = read
    .text('labels')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return buildCard('signup', {
    alignment: read.text('alignment', 'left'),
    backgroundColor: read.text('background-color', '#F0F0F0'),
    backgroundImageSrc: read.file('background-image', 'image').url,
    backgroundSize: read.text('background-size', 'cover'),
    textColor: read.text('text-color', '#000000'),
    buttonColor: read.text('button-color', 'accent'),
    buttonTextColor: read.text('button-text-color', '#FFFFFF'),
    buttonText: read.text('button', 'Subscribe'),
    disclaimer: read.inline('disclaimer'),
    ...renderHeaded(token.tokens, conversion),
    labels,
    layout: read.text('layout', 'wide'),
    successMessage: read.text('success-message', 'Email sent! Check your inbox to complete your signup.'),
    swapped: read.flag('swapped', false),
  })
}

export function convertCta(token: DirectiveToken, read: AttributeReader, conversion: Conversion): LexicalNode {
  const image = read.file('image', 'image')
  const visibility = read.json('visibility')
  const sponsor = read.has('sponsor') ? read.inline('sponsor') : ''
  return buildCard('call-to-action', {
    layout: read.text('layout', 'minimal'),
    alignment: read.text('alignment', 'left'),
    textValue: conversion.renderer.renderBlocks(token.tokens),
    showButton: read.has('button'),
    showDividers: read.flag('dividers', true),
    buttonText: read.text('button', 'Learn more'),
    buttonUrl: read.link('url'),
    buttonColor: read.text('button-color', '#000000'),
    buttonTextColor: read.text('button-text-color', '#ffffff'),
    // Of an empty label Ghost prints "null".
    hasSponsorLabel: sponsor !== '',
    // Ghost shows what is in the first element of it, and nothing that stands outside of one. Not shown until it is switched on.
    sponsorLabel: sponsor === '' ? SPONSOR_LABEL : `<p>${sponsor}</p>`,
    backgroundColor: read.text('background-color', 'grey'),
    linkColor: read.text('link-color', 'text'),
    imageUrl: image.url,
    imageWidth: read.number('image-width') ?? image.width ?? null,
    imageHeight: read.number('image-height') ?? image.height ?? null,
    ...(visibility === undefined ? {} : { visibility }),
  })
}

/** Shown in newsletters only. */
export function convertEmail(token: DirectiveToken, { renderer }: Conversion): LexicalNode {
  return buildCard('email', { html: renderer.renderBlocks(token.tokens) })
}

/** Shown in newsletters only, and there to one kind of members. */
export function convertEmailCta(token: DirectiveToken, read: AttributeReader, { renderer }: Conversion): LexicalNode {
  return buildCard('email-cta', {
    alignment: read.text('alignment', 'left'),
    buttonText: read.text('button'),
    buttonUrl: read.link('url'),
    html: renderer.renderBlocks(token.tokens),
    segment: read.text('segment', 'status:free'),
    showButton: read.has('button'),
    showDividers: read.flag('dividers', true),
  })
}
