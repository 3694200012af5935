import type { DialectName } from '../../config/config.ts'

/** The tool that a repository was written for. `plain`: Markdown of no known tool. `none`: no Markdown, or it is where a config looks by default. */
export type ToolName =
  | 'hugo'
  | 'jekyll'
  | 'zola'
  | 'obsidian'
  | 'quartz'
  | 'docusaurus'
  | 'astro'
  | 'eleventy'
  | 'hexo'
  | 'gatsby'
  | 'quarto'
  | 'plain'
  | 'none'

/** Where the posts of a folder are, and what the tool that it was written for makes of them. */
export interface Layout {
  readonly tool: ToolName
  readonly contentRoot: string
  /** Empty for the defaults. */
  readonly posts: readonly string[]
  readonly pages: readonly string[]
  readonly ignore: readonly string[]
  readonly assetRoots: readonly string[]
  readonly dialects: readonly DialectName[]
  /** Whether the tool publishes a post that says nothing about it. */
  readonly publishes: boolean
  /** Whether a note is called like its file. */
  readonly titleFromFilename: boolean
  /** Whether the tool shows straight quotes as curly ones. */
  readonly curlsQuotes: boolean
  /** Address of the website that the tool makes. */
  readonly formerUrl: string | undefined
  /** As `content.formerPermalinks`. */
  readonly formerPermalinks: readonly string[]
  /** What is left out, one clause each: `other languages (fr, ja)`. */
  readonly leftOut: readonly string[]
  /** The tool's own names for authors (`authors.yml`), and what it shows for them. */
  readonly authors: ReadonlyMap<string, string>
}

/** A layout in which nothing is special. */
export const PLAIN_LAYOUT: Omit<Layout, 'tool' | 'contentRoot'> = {
  posts: [],
  pages: [],
  ignore: [],
  assetRoots: [],
  dialects: [],
  publishes: false,
  titleFromFilename: false,
  curlsQuotes: false,
  formerUrl: undefined,
  formerPermalinks: [],
  leftOut: [],
  authors: new Map(),
}

/** How messages call a tool. */
export const TOOL_TITLES: Readonly<Record<Exclude<ToolName, 'plain' | 'none'>, string>> = {
  hugo: 'a Hugo site',
  jekyll: 'a Jekyll site',
  zola: 'a Zola site',
  obsidian: 'an Obsidian vault',
  quartz: 'a Quartz site',
  docusaurus: 'a Docusaurus site',
  astro: 'an Astro site',
  eleventy: 'an Eleventy site',
  hexo: 'a Hexo site',
  gatsby: 'a Gatsby site',
  quarto: 'a Quarto site',
}

/** Folders that hold a blog, as people call them. */
export const BLOG_FOLDER =
  /^(?:blogs?|posts?|_posts|articles?|news|notes?|writing|writings|journal|essays?|til|entry|entries|stories|weblog)$/i

/** Folders that hold a manual: no posts, where there is a blog beside them. */
export const MANUAL_FOLDER =
  /^(?:docs?|documentation|reference|api|guides?|tutorials?|manual|community|ecosystem|examples?|learn|versioned_docs|training|about|contributing|search|status)$/i

/** A repository's own pages, which are no content where its top folder is the content root. */
export const OWN_PAGE =
  /^(?:readme|changelog|licen[sc]e|contributing|code[_-]of[_-]conduct|security|agents|claude|governance|maintainers|authors|history|todo)(?:[-.][\w-]+)?\.(?:md|mdx|markdown)$/i
