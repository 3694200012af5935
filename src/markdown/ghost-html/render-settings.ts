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
