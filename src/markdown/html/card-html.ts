import { CARD_DEFAULTS } from '../cards/card-defaults.ts'
import type { LexicalNode } from '../document/lexical.ts'
import { settleElement } from './dom-html.ts'

/** Where the HTML is to be served. */
export interface RenderSettings {
  /** The major version of Ghost: video and signup cards differ, and what becomes of broken HTML in a card. */
  readonly ghost: GhostMajor
  /** Says whether an address is that of a picture that Ghost keeps itself, and so makes smaller copies of. */
  readonly isUpload: (src: string) => boolean
  /** Whether links have their titles, which Ghost itself leaves out. @default false */
  readonly hasLinkTitles?: boolean
}

/** The majors whose HTML is known, held against real servers. */
export const GHOST_MAJORS = [5, 6] as const

export type GhostMajor = (typeof GHOST_MAJORS)[number]

/** A text of a node; empty for what is none. */
export function readText(node: LexicalNode, name: string): string {
  const value = node[name]
  return typeof value === 'string' ? value : ''
}

export function readNumber(node: LexicalNode, name: string): number | undefined {
  const value = node[name]
  return typeof value === 'number' ? value : undefined
}

/** A property of a card as Ghost puts it into the card's template. Whatever JavaScript counts as false is the default. */
export function readFilled(node: LexicalNode, name: string): string {
  const value = node[name] || CARD_DEFAULTS[node.type]?.[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** A switch of a card; the default where nothing is written. */
export function readSwitch(node: LexicalNode, name: string): boolean {
  return Boolean(node[name] ?? CARD_DEFAULTS[node.type]?.[name])
}

/**
 * The element that a card's template makes. What a property of the card closes too early, and so stands behind it, Ghost 5 leaves out; Ghost 6
 * makes no HTML of the whole post then: undefined.
 */
export function settleCard(template: string, { ghost }: RenderSettings): string | undefined {
  const { html, isAlone } = settleElement(template)
  return ghost === 5 || isAlone ? html : undefined
}

const EVERYBODY = 'status:free,status:-free'

interface Audience {
  readonly nonMember: unknown
  readonly memberSegment: unknown
}

/** Ghost's own marks around what not everybody may see; empty for what nobody may. */
export function gateHtml({ visibility }: LexicalNode, html: string): string {
  const { nonMember, memberSegment } = readAudience(visibility)
  if (nonMember === true && memberSegment === EVERYBODY) return html
  if (nonMember === false && memberSegment === '') return ''
  const begin = `<!--kg-gated-block:begin nonMember:${String(nonMember)} memberSegment:"${String(memberSegment)}" -->`
  return `\n${begin}${html}<!--kg-gated-block:end-->\n`
}

/** Who sees a card on the web; also from the two forms that Ghost wrote before it knew segments there. */
function readAudience(visibility: unknown): Audience {
  const written = readObject(visibility)
  const web = readObject(written?.web)
  const hasEmail = (readObject(written?.email)?.memberSegment ?? null) !== null
  if (web !== undefined && 'nonMember' in web && (web.memberSegment ?? null) !== null && hasEmail) {
    return { nonMember: web.nonMember, memberSegment: web.memberSegment }
  }
  const { emailOnly, showOnWeb } = written ?? {}
  const isShown = (emailOnly ?? null) === null ? (showOnWeb ?? true) : !emailOnly
  return { nonMember: isShown, memberSegment: isShown ? EVERYBODY : '' }
}

function readObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null ? { ...value } : undefined
}

/** The paths that Ghost draws on the buttons of its players. */

export const PLAY =
  'M23.14 10.608 2.253.164A1.559 1.559 0 0 0 0 1.557v20.887a1.558 1.558 0 0 0 2.253 1.392L23.14 13.393a1.557 1.557 0 0 0 0-2.785Z'
export const LOUD =
  'M15.189 2.021a9.728 9.728 0 0 0-7.924 4.85.249.249 0 0 1-.221.133H5.25a3 3 0 0 0-3 3v2a3 3 0 0 0 3 3h1.794a.249.249 0 0 1 .221.133 9.73 9.73 0 0 0 7.924 4.85h.06a1 1 0 0 0 1-1V3.02a1 1 0 0 0-1.06-.998Z'
export const MUTE =
  'M16.177 4.3a.248.248 0 0 0 .073-.176v-1.1a1 1 0 0 0-1.061-1 9.728 9.728 0 0 0-7.924 4.85.249.249 0 0 1-.221.133H5.25a3 3 0 0 0-3 3v2a3 3 0 0 0 3 3h.114a.251.251 0 0 0 .177-.073ZM23.707 1.706A1 1 0 0 0 22.293.292l-22 22a1 1 0 0 0 0 1.414l.009.009a1 1 0 0 0 1.405-.009l6.63-6.631A.251.251 0 0 1 8.515 17a.245.245 0 0 1 .177.075 10.081 10.081 0 0 0 6.5 2.92 1 1 0 0 0 1.061-1V9.266a.247.247 0 0 1 .073-.176Z'
