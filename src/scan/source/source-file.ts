import type { MarkdownDocument } from '../../markdown/index.ts'
import type { FieldValue, PostType } from '../../model/fields.ts'

/** One Markdown file of the repository, read and split; it is the same for every site. */
export interface SourceFile {
  /**
   * Forward slashes, relative to the content root: `posts/hello.md`. It identifies the post in the stamp and is therefore in NFC: some clones spell
   * the same file decomposed (NFD), and two that do not agree on its name would rewrite the stamp in turn.
   */
  readonly path: string
  /** Forward slashes, relative to the project root, as the disk spells it; for messages and for git. */
  readonly file: string
  /** The type by the glob that found it; `type: page` in the front matter wins. */
  readonly type: PostType
  readonly frontMatter: FrontMatter
  /** The Markdown below the front matter. */
  readonly document: MarkdownDocument
}

export interface FrontMatter {
  readonly entries: ReadonlyMap<string, FrontMatterEntry>
}

export interface FrontMatterEntry {
  /** As the YAML, TOML or JSON parser gave it; YAML 1.2, so that dates are still strings. TOML dates become strings as written. */
  readonly value: unknown
  /** 1-based line in the file. */
  readonly line: number
}

/** What of a file as one site's post decides its address. */
export interface AddressedSource {
  readonly source: SourceFile
  /** Undefined when it is wrong, which has been reported. */
  readonly slug: string | undefined
  /** Longer ones that the same key gives, for posts that would share this one; shortest first. */
  readonly longerSlugs?: readonly string[] | undefined
  readonly fields: { readonly published_at?: FieldValue }
  /** Line of the key that gives the slug; undefined where the file's name does. */
  readonly lines: { readonly slug?: number }
}

/** Returns a file's path relative to the content root, as the disk spells it. */
export function locateSource({ path, file }: Pick<SourceFile, 'path' | 'file'>): string {
  return file.split('/').slice(-path.split('/').length).join('/')
}
