/** What a file's path says about its post. */
export interface PathName {
  /** File name without date and extension, or the folder's for `index.md`. */
  readonly name: string
  /** `2026-11-20` of `2026-11-20-my-post.md`. */
  readonly date: string | undefined
  /** Jekyll's `_drafts` folder. */
  readonly isDraft: boolean
}

/** Reads name, date and draft state off a path, as Jekyll, Hugo and Eleventy lay posts out. */
export function nameFromPath(path: string): PathName {
  const parts = path.split('/')
  const file = (parts.at(-1) ?? '').replace(/\.[^.]+$/, '')
  const folder = parts.at(-2)
  const base = /^_?index$/i.test(file) && folder !== undefined ? folder : file
  const dated = /^(\d{4}-\d{2}-\d{2})(?:[-_ ]+(.*))?$/s.exec(base)
  return {
    name: dated?.[2] ? dated[2] : base,
    date: dated?.[1],
    isDraft: parts.slice(0, -1).some((part) => part.toLowerCase() === '_drafts'),
  }
}
