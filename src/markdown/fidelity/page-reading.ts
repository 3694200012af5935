/** How a page is read, where sites and versions differ. */
export interface PageReading {
  /** Brings an address to the form in which addresses compare. */
  readonly writeUrl: (url: string) => string
  /** Whether images in a line of text are read as blocks, and tooltips of links are not read: Ghost can show neither. */
  readonly asGhostShows: boolean
}
