/**
 * An address that names a file of the project in the way of another tool: what it leads to is known only once every file has been read.
 * `note`: by its name, as Obsidian; `embed`: the same, where the note itself is to be shown. `post`: Jekyll's `post_url`. `ref`: Hugo's `ref`. `path`: from the content root, Jekyll's `link` and Zola's `@/`.
 */
export interface SourceAddress {
  readonly kind: 'note' | 'embed' | 'post' | 'ref' | 'path'
  readonly name: string
  /** Undefined: none. */
  readonly fragment: string | undefined
}

const SCHEME = 'ghost-sync-source:'

/** Writes it as a URL, which may stand wherever Markdown and HTML have one. */
export function writeSourceAddress({ kind, name, fragment }: SourceAddress): string {
  return `${SCHEME}${kind}/${encode(name)}${fragment === undefined ? '' : `#${encode(fragment)}`}`
}

/** Undefined for any other URL. */
export function readSourceAddress(url: string): SourceAddress | undefined {
  if (!url.startsWith(SCHEME)) return undefined
  const [, kind, name, fragment] =
    /^(note|embed|post|ref|path)\/([^#]*)(?:#(.*))?$/.exec(url.slice(SCHEME.length)) ?? []
  if (kind === undefined || name === undefined) return undefined
  return {
    kind: kind as SourceAddress['kind'],
    name: decode(name),
    fragment: fragment === undefined ? undefined : decode(fragment),
  }
}

/** Names it as its author wrote it, for messages. */
export function describeSourceAddress({ kind, name, fragment }: SourceAddress): string {
  const target = fragment === undefined ? name : `${name}#${fragment}`
  switch (kind) {
    case 'note':
      return `[[${target}]]`
    case 'embed':
      return `![[${target}]]`
    case 'post':
      return `{% post_url ${target} %}`
    case 'ref':
      return `ref "${target}"`
    case 'path':
      return target
  }
}

/** A target as its author wrote it, for messages. */
export function nameTarget(target: string): string {
  const address = readSourceAddress(target)
  return address === undefined ? target : describeSourceAddress(address)
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*_~]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
