import { slugify } from '@tryghost/string'

const MAX_BASE = 60

/**
 * The name that a file is uploaded under: `<slug of its name>-<hash>.<ext>`, lower case ASCII, which Ghost leaves as it is. The hash in
 * the name is what finds the upload again on a later run, in the URLs of the posts.
 *
 * @param fileName With extension, without folders.
 * @param extension Without the dot; empty for none.
 * @param hash 16 hex characters.
 */
export function nameUpload(fileName: string, extension: string, hash: string): string {
  const base = extension === '' ? fileName : fileName.slice(0, -extension.length - 1)
  const slug = slugify(base.normalize('NFC'))
    .replace(/[^a-z0-9_-]+/g, '-')
    .slice(0, MAX_BASE)
    .replace(/^[-_]+|(?<![-_])[-_]+$/g, '')
  const suffix = extension.toLowerCase().replace(/[^a-z0-9]+/g, '')
  return `${slug === '' ? 'image' : slug}-${hash}${suffix === '' ? '' : `.${suffix}`}`
}
