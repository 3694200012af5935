import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Where the Markdown of a folder is, as the tools lay it out that people come from. */
export interface Layout {
  readonly kind: 'hugo' | 'jekyll' | 'obsidian' | 'none'
  readonly contentRoot: string
  /** Empty for the defaults. */
  readonly posts: readonly string[]
  readonly assetRoots: readonly string[]
}

/** Recognises Hugo, Jekyll and Obsidian by the files that each of them cannot do without. */
export function findLayout(folder: string): Layout {
  const has = (...names: readonly string[]) => names.some((name) => existsSync(join(folder, name)))
  if (has('_posts'))
    return { kind: 'jekyll', contentRoot: '.', posts: ['_posts/**/*.{md,markdown}'], assetRoots: ['.'] }
  if (has('.obsidian')) return { kind: 'obsidian', contentRoot: '.', posts: [], assetRoots: ['.'] }
  if (has('hugo.toml', 'hugo.yaml', 'hugo.json', 'archetypes')) {
    return { kind: 'hugo', contentRoot: 'content', posts: [], assetRoots: has('static') ? ['static'] : [] }
  }
  return { kind: 'none', contentRoot: 'content', posts: [], assetRoots: [] }
}
