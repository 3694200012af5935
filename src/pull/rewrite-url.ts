import path from 'node:path'

export interface LocalWorld {
  /** Path of each file of the site that lies in the repository, by address; relative to the content root. */
  readonly files: ReadonlyMap<string, string>
  /** Path of each post's Markdown file, by the address that a link to it gets. */
  readonly posts: ReadonlyMap<string, string>
}

/**
 * Says what stands in a Markdown file for an address: the path of the file or post that it leads to, relative to the Markdown file, where
 * one lies in the repository; else the address.
 *
 * @param from path of the Markdown file, relative to the content root
 */
export function rewriteUrl(url: string, from: string, world: LocalWorld): string {
  const file = world.files.get(url)
  if (file !== undefined) return relate(from, file)
  const [, address = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(url) ?? []
  const post = world.posts.get(address)
  return post === undefined ? url : `${relate(from, post)}${rest}`
}

function relate(from: string, to: string): string {
  const way = path.posix.relative(path.posix.dirname(from.normalize('NFC')), to.normalize('NFC'))
  const encoded = way.split('/').map(encodeURIComponent).join('/')
  return encoded.startsWith('../') ? encoded : `./${encoded}`
}
