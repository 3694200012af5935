import { isDeepStrictEqual } from 'node:util'
import type { LexicalNode } from '../document/lexical.ts'

const EVERY_MEMBER = 'status:free,status:-free'
const FREE_MEMBERS = 'status:free'
/** Also those who pay nothing for a paid tier. */
const PAID_MEMBERS = 'status:-free'

/** The `visibility` of a card that everybody may see, as Ghost's editor writes it. */
export const FOR_EVERYBODY = {
  web: { nonMember: true, memberSegment: EVERY_MEMBER },
  email: { memberSegment: EVERY_MEMBER },
}

/** Whether a `visibility` means the same as none. */
export function isForEverybody(visibility: unknown): boolean {
  return isDeepStrictEqual(modernise(visibility), FOR_EVERYBODY)
}

/** Who sees a card on the site, in words, with what Ghost keeps for them. Visitors are people who are not logged in. */
const WEB = {
  everyone: { nonMember: true, memberSegment: EVERY_MEMBER },
  members: { nonMember: false, memberSegment: EVERY_MEMBER },
  free: { nonMember: false, memberSegment: FREE_MEMBERS },
  paid: { nonMember: false, memberSegment: PAID_MEMBERS },
  visitors: { nonMember: true, memberSegment: '' },
  'visitors-and-free': { nonMember: true, memberSegment: FREE_MEMBERS },
  'visitors-and-paid': { nonMember: true, memberSegment: PAID_MEMBERS },
  none: { nonMember: false, memberSegment: '' },
} as const

/** Who gets a card in newsletters. */
const EMAIL = {
  everyone: { memberSegment: EVERY_MEMBER },
  free: { memberSegment: FREE_MEMBERS },
  paid: { memberSegment: PAID_MEMBERS },
  none: { memberSegment: '' },
} as const

export type WebAudience = keyof typeof WEB
export type EmailAudience = keyof typeof EMAIL
export const WEB_AUDIENCES = Object.keys(WEB) as readonly WebAudience[]
export const EMAIL_AUDIENCES = Object.keys(EMAIL) as readonly EmailAudience[]

/** Who sees a card, in words. */
export interface Audiences {
  readonly web: WebAudience
  readonly email: EmailAudience
}

/** The `visibility` of a card, as Ghost's editor writes it; words that it does not know are left for everybody. */
export function buildVisibility(web: string, email: string): object {
  const at = <Value>(table: Readonly<Record<string, Value>>, name: string, otherwise: Value): Value =>
    Object.hasOwn(table, name) ? (table[name] ?? otherwise) : otherwise
  return { web: at(WEB, web, WEB.everyone), email: at(EMAIL, email, EMAIL.everyone) }
}

/** Names who sees a card. Undefined where its `visibility` says something that has no word, such as a tier. */
export function nameAudiences({ visibility }: LexicalNode): Audiences | undefined {
  if (visibility === undefined || visibility === null) return { web: 'everyone', email: 'everyone' }
  const today = modernise(visibility)
  for (const web of WEB_AUDIENCES)
    for (const email of EMAIL_AUDIENCES)
      if (isDeepStrictEqual({ web: WEB[web], email: EMAIL[email] }, today)) return { web, email }
  return undefined
}

/**
 * Whether Ghost takes a `visibility` of today's form for one of the earlier ones, because a part is missing, and shows the card to everybody whatever
 * the other parts say (`isOldVisibilityFormat`, seen in 5.130).
 */
export function isMisread(visibility: unknown): boolean {
  const written = readObject(visibility)
  if (written === undefined || !('web' in written || 'email' in written)) return false
  const [web, email] = [readObject(written.web), readObject(written.email)]
  return web?.nonMember === undefined || (web.memberSegment ?? null) === null || (email?.memberSegment ?? null) === null
}

/** Whether a card is kept from some readers, on the site or in newsletters. In doubt it is. */
export function isRestricted({ visibility }: LexicalNode): boolean {
  return visibility !== undefined && visibility !== null && !isForEverybody(visibility)
}

/**
 * Reads the two earlier forms of `visibility`, from before Ghost had segments on the web, as today's. Ghost does the same when it renders a card
 * (`migrateOldVisibilityFormat`, seen in 5.130). What it does not read like that is returned as it is.
 */
export function modernise(visibility: unknown): unknown {
  const { emailOnly, showOnWeb, showOnEmail, segment, ...others } = readObject(visibility) ?? { others: true }
  const isFlag = (value: unknown) => value === undefined || typeof value === 'boolean'
  const email = EARLIER_SEGMENTS.get(segment ?? '')
  const isEarlier = Object.keys(others).length === 0 && [emailOnly, showOnWeb, showOnEmail].every(isFlag)
  if (!isEarlier || email === undefined) return visibility
  const isOnWeb = emailOnly === undefined ? showOnWeb !== false : emailOnly === false
  const isWithoutFlags = emailOnly === undefined && showOnEmail === undefined
  return {
    web: isOnWeb ? WEB.everyone : WEB.none,
    email: isWithoutFlags ? EMAIL.everyone : showOnEmail === false ? EMAIL.none : email,
  }
}

const EARLIER_SEGMENTS: ReadonlyMap<unknown, { readonly memberSegment: string }> = new Map<
  unknown,
  { readonly memberSegment: string }
>([
  ['', EMAIL.everyone],
  [FREE_MEMBERS, EMAIL.free],
  [PAID_MEMBERS, EMAIL.paid],
  ['status:paid', EMAIL.paid],
  ['status:-free+status:-paid', EMAIL.none],
])

interface Audience {
  readonly nonMember: unknown
  readonly memberSegment: unknown
}

/** Puts Ghost's own marks around HTML that not everybody may see. Empty for what nobody may see. */
export function gateHtml({ visibility }: LexicalNode, html: string): string {
  const { nonMember, memberSegment } = readAudience(visibility)
  if (nonMember === true && memberSegment === EVERY_MEMBER) return html
  if (nonMember === false && memberSegment === '') return ''
  const begin = `<!--kg-gated-block:begin nonMember:${String(nonMember)} memberSegment:"${String(memberSegment)}" -->`
  return `\n${begin}${html}<!--kg-gated-block:end-->\n`
}

/** Reads who sees a card on the web. Also knows the two older forms, from before Ghost had segments there. */
function readAudience(visibility: unknown): Audience {
  const written = readObject(visibility)
  const web = readObject(written?.web)
  const hasEmail = (readObject(written?.email)?.memberSegment ?? null) !== null
  if (web !== undefined && 'nonMember' in web && (web.memberSegment ?? null) !== null && hasEmail) {
    return { nonMember: web.nonMember, memberSegment: web.memberSegment }
  }
  const { emailOnly, showOnWeb } = written ?? {}
  const isShown = (emailOnly ?? null) === null ? (showOnWeb ?? true) : !emailOnly
  return { nonMember: isShown, memberSegment: isShown ? EVERY_MEMBER : '' }
}

function readObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null ? { ...value } : undefined
}
