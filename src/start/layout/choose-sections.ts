import { BLOG_FOLDER, MANUAL_FOLDER, OWN_PAGE } from './layout.ts'
import { below, countByFolder, countFiles } from './project-files.ts'

export interface ChosenSections {
  /** Globs relative to the root. */
  readonly posts: readonly string[]
  readonly pages: readonly string[]
  readonly ignore: readonly string[]
  readonly leftOut: readonly string[]
}

export interface SectionOptions {
  readonly root: string
  /** `{md,markdown}`, and `mdx` where a dialect reads it. */
  readonly extensions: string
  /** The sections that the tool's own config calls the main ones. */
  readonly main?: readonly string[]
}

/** More files than this beside each other are a blog, and fewer are its pages (about, contact). */
const MOST_PAGES = 12

/**
 * Decides which folders below the content root hold posts: those that the config of the tool names or that are called like a blog, else all that are
 * not a manual. Single files beside them are pages. A section's own `_index.md` lists its posts, which Ghost does by itself.
 */
export function chooseSections(
  markdown: readonly string[],
  { root, extensions, main = [] }: SectionOptions,
): ChosenSections {
  const counts = countByFolder(markdown, root)
  const loose = counts.get('') ?? 0
  const folders = [...counts.keys()].filter((name) => name !== '' && (!/^[_.]/.test(name) || BLOG_FOLDER.test(name)))
  const named = folders.filter((name) => main.includes(name))
  const blogs = named.length > 0 ? named : folders.filter((name) => BLOG_FOLDER.test(name))
  const hasBlog = blogs.length > 0 || loose > MOST_PAGES
  const chosen = folders.filter((name) => blogs.includes(name) || !(hasBlog && MANUAL_FOLDER.test(name)))
  const isBlog = loose > MOST_PAGES
  const others = folders.filter((name) => !chosen.includes(name))
  const hasIndex = below(markdown, root).some((path) => /(?:^|\/)_index(?:\.[\w-]+)?\.\w+$/.test(path))
  return {
    posts: [
      ...(isBlog ? [`*.${extensions}`] : []),
      ...chosen.filter((name) => !/^pages?$/i.test(name)).map((name) => `${name}/**/*.${extensions}`),
    ],
    pages: [
      ...(loose > 0 && !isBlog ? [`*.${extensions}`] : []),
      ...chosen.filter((name) => /^pages?$/i.test(name)).map((name) => `${name}/**/*.${extensions}`),
    ],
    ignore: hasIndex ? [`**/_index*.${extensions}`] : [],
    leftOut: others.map((name) => `${name}/ (${countFiles(counts.get(name) ?? 0)}, a manual)`),
  }
}

/** Lists the repository's own pages at the top of a content root. */
export function listOwnPages(markdown: readonly string[], root: string): readonly string[] {
  return below(markdown, root).filter((path) => OWN_PAGE.test(path))
}
