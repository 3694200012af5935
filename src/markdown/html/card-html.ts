import { escapeAttribute } from '../document/escape.ts'
import type { LexicalNode } from '../document/lexical.ts'
import { readText } from '../document/node-properties.ts'
import { passElementThroughDom, passThroughDom, writeElement } from './dom-html.ts'

/** Settings that decide which HTML is rendered. */
export interface RenderSettings {
  /** The major version of Ghost. Video and signup cards differ, and so does the treatment of broken HTML in a card. */
  readonly ghost: GhostMajor
  /** Whether an address is that of an uploaded picture, which Ghost serves in smaller copies. */
  readonly isUpload: (src: string) => boolean
  /** Whether links have their titles, which Ghost itself leaves out. @default false */
  readonly hasLinkTitles?: boolean
}

/** The major versions whose HTML is known; tests compare it with real servers. */
export const GHOST_MAJORS = [5, 6] as const

export type GhostMajor = (typeof GHOST_MAJORS)[number]

export interface PropertyReader {
  /** A property as Ghost puts it into the card's template. Whatever JavaScript counts as false is the default. */
  readonly readFilled: (node: LexicalNode, name: string) => string
  /** A switch; the default where nothing is written. */
  readonly readSwitch: (node: LexicalNode, name: string) => boolean
}

/** Reads properties as Ghost's templates do. @param defaults what Ghost takes where the card does not say */
export function createPropertyReader(defaults: Readonly<Record<string, unknown>>): PropertyReader {
  return {
    readFilled: (node, name) => {
      const value = node[name] || defaults[name]
      return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
    },
    readSwitch: (node, name) => Boolean(node[name] ?? defaults[name]),
  }
}

/**
 * Renders a card's template and returns its first element. Where a property closes that element too early, Ghost 5 leaves out what follows
 * it, and Ghost 6 makes no HTML of the whole post: undefined.
 */
export function renderTemplate(template: string, { ghost }: RenderSettings): string | undefined {
  const { html, isAlone } = passElementThroughDom(template)
  return ghost === 5 || isAlone ? html : undefined
}

/** A caption below a card, which may hold any inline HTML; empty for none. */
export function writeFigcaption(caption: string): string {
  return caption === '' ? '' : writeElement('figcaption', {}, passThroughDom(caption))
}

/** The classes that the layout of a header or signup card adds, with a space before each. */
export function listBannerClasses(node: LexicalNode, { readFilled, readSwitch }: PropertyReader): string {
  const layout = readFilled(node, 'layout')
  if (layout !== 'split') return ` kg-width-${layout}${layout === 'full' ? ' kg-content-wide' : ''}`
  const swapped = readSwitch(node, 'swapped') ? ' kg-swapped' : ''
  const contained = readFilled(node, 'backgroundSize') === 'contain' ? ' kg-content-wide' : ''
  return ` kg-layout-split kg-width-full${swapped}${contained}`
}

/** A quiet box that fits light and dark themes, for cards in HTML that needs none of Ghost's styles. */
export const PLAIN_BOX = 'padding:1.2em;border-radius:3px;background:rgba(124,139,154,0.13)'

/** A part of a card in such HTML; empty where nothing is in it. */
export function writePlainPart(name: string, html: string): string {
  return html === '' ? '' : `<div class="${name}">${html}</div>`
}

/** A text as the value of an attribute. */
export function readEscaped(node: LexicalNode, key: string): string {
  return escapeAttribute(readText(node, key))
}

/** The paths that Ghost draws on the buttons of its players: this one, and the next two. */
export const PLAY =
  'M23.14 10.608 2.253.164A1.559 1.559 0 0 0 0 1.557v20.887a1.558 1.558 0 0 0 2.253 1.392L23.14 13.393a1.557 1.557 0 0 0 0-2.785Z'
export const LOUD =
  'M15.189 2.021a9.728 9.728 0 0 0-7.924 4.85.249.249 0 0 1-.221.133H5.25a3 3 0 0 0-3 3v2a3 3 0 0 0 3 3h1.794a.249.249 0 0 1 .221.133 9.73 9.73 0 0 0 7.924 4.85h.06a1 1 0 0 0 1-1V3.02a1 1 0 0 0-1.06-.998Z'
export const MUTE =
  'M16.177 4.3a.248.248 0 0 0 .073-.176v-1.1a1 1 0 0 0-1.061-1 9.728 9.728 0 0 0-7.924 4.85.249.249 0 0 1-.221.133H5.25a3 3 0 0 0-3 3v2a3 3 0 0 0 3 3h.114a.251.251 0 0 0 .177-.073ZM23.707 1.706A1 1 0 0 0 22.293.292l-22 22a1 1 0 0 0 0 1.414l.009.009a1 1 0 0 0 1.405-.009l6.63-6.631A.251.251 0 0 1 8.515 17a.245.245 0 0 1 .177.075 10.081 10.081 0 0 0 6.5 2.92 1 1 0 0 0 1.061-1V9.266a.247.247 0 0 1 .073-.176Z'
