import type { Reference } from '../markdown-document.ts'
import { scanHtmlTags } from './scan-html-tags.ts'

/** An attribute of raw HTML that points somewhere; more than one target in a `srcset`. */
export interface HtmlReference {
  readonly kind: Reference['kind']
  readonly attribute: string
  /** Entities decoded. */
  readonly value: string
  readonly targets: readonly string[]
  /** Offsets of the whole attribute, name and quotes included. */
  readonly start: number
  readonly end: number
}

const REFERENCING: Readonly<Record<string, Reference['kind']>> = {
  'a href': 'link',
  'img src': 'image',
  'img srcset': 'image',
  'source srcset': 'image',
  'source src': 'media',
  'video src': 'media',
  'video poster': 'image',
  'audio src': 'media',
  'track src': 'link',
}

/** What raw HTML shows or links to, in order. */
export function findHtmlReferences(html: string): readonly HtmlReference[] {
  // Most inline tags are end tags or `<br>`.
  if (!/href|src|poster/i.test(html)) return []
  return scanHtmlTags(html).flatMap((tag) =>
    tag.attrs.flatMap(({ name, value }) => {
      const kind = REFERENCING[`${tag.tagName} ${name}`]
      const place = tag.location?.attrs?.[name]
      if (kind === undefined || place === undefined) return []
      const targets = (name === 'srcset' ? readCandidates(value) : [value.trim()]).filter((target) => target !== '')
      return [{ kind, attribute: name, value, targets, start: place.startOffset, end: place.endOffset }]
    }),
  )
}

/** The URLs of a `srcset`: each up to white space, a comma only ends it when it stands last. */
export const SRCSET_CANDIDATE = /(^|,)(\s*)([^\s,]\S*[^\s,]|[^\s,])(?=\s|,|$)/g

function readCandidates(srcset: string): string[] {
  return [...srcset.matchAll(SRCSET_CANDIDATE)].map((match) => match[3] ?? '')
}
