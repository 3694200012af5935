import type { FieldValue } from '../model/fields.ts'

/**
 * The validated configuration: `ghost-sync.config.ts` (see `WrittenConfig`) after it has been checked and the keys have been read from the
 * environment. Everything here is complete: no field is optional because its author left it out.
 */
export interface Config<Site extends SiteRules = SiteConfig> {
  /** Names the repository in the stamp of every post, so that two repositories can share one site. */
  readonly project: string
  /** Absolute path of the folder that holds the config file; every reported path is relative to it. */
  readonly rootDir: string
  readonly content: ContentConfig
  readonly pull: PullConfig
  readonly new: NewConfig
  /** The sites of this run: all, or those that `--site` chose. */
  readonly sites: readonly Site[]
  /** Names of every site in the config, chosen or not: the names that `sites:` in front matter may use. */
  readonly siteNames: readonly string[]
}

export interface ContentConfig {
  /** Absolute path of the content root: files outside it are never read as posts. @default <rootDir>/content */
  readonly root: string
  /** Globs relative to `root` that find posts. @default ['**\/*.{md,markdown}'] */
  readonly posts: readonly string[]
  /** Globs relative to `root` that find pages; a file that matches both is a page. @default ['pages/**\/*.{md,markdown}'] */
  readonly pages: readonly string[]
  /** Globs relative to `root` to leave out, besides `node_modules` and names that begin with `.` or `_`. @default [] */
  readonly ignore: readonly string[]
  /**
   * Absolute paths of folders in which a path that begins with `/` (`/images/a.png`) is looked up, in this order. The content root is always the
   * first. For Hugo: `['static']`, for Jekyll and Obsidian: `['.']`. @default [<content root>]
   */
  readonly assetRoots: readonly string[]
  /** Greatest size of an image or file, in bytes. @default 52428800 (50 MiB) */
  readonly maxAssetBytes: number
  /** Greatest size of all images and files of one run together, in bytes. @default 2147483648 (2 GiB) */
  readonly maxAssetsBytes: number
  /** Greatest size of a Markdown file, in bytes. @default 10485760 (10 MiB) */
  readonly maxSourceBytes: number
  /** Greatest number of Markdown files. @default 20000 */
  readonly maxFiles: number
  /** How the Markdown is read. */
  readonly markdown: MarkdownConfig
}

/** Options of Markdown that people want differently. */
export interface MarkdownConfig {
  /** What the formulas `$x$` and `$$x$$` become; false leaves them text. @default 'mathml' */
  readonly math: 'mathml' | 'html' | false
  /** URL of KaTeX's stylesheet, which `math: 'html'` needs. @default undefined */
  readonly mathStylesheet: string | undefined
  /** What becomes of a formula that KaTeX cannot read: an error, or its source as code, with a warning. @default 'error' */
  readonly unreadableMath: 'error' | 'code'
  /** Whether `:tada:` is an emoji. @default true */
  readonly emoji: boolean
  /** Whether `==a==` is highlighted. @default true */
  readonly highlights: boolean
  /** Whether `H~2~O` and `x^2^` are subscript and superscript. @default true */
  readonly scripts: boolean
  /** Whether `Term` with `: meaning` below it is a definition. @default true */
  readonly definitionLists: boolean
  /** Whether `{#id}` at the end of a heading is its id. @default true */
  readonly headingIds: boolean
  /** Whether straight quotes, `--`, `---` and `...` become typographic signs. @default false */
  readonly smartQuotes: boolean
  /** `html`: `mermaid` code becomes an element from which Mermaid's script draws; `code`: it is shown as code. @default 'code' */
  readonly diagrams: 'code' | 'html'
  /** The tools whose notations are read besides Markdown. @default [] */
  readonly dialects: readonly DialectName[]
  /** What a shortcode, an include or a component becomes, by its name; '' is nothing. @default {} */
  readonly shortcodes: Readonly<Record<string, string>>
  /** What `![[Note]]` of Obsidian becomes: a link to the note, or its text. @default 'link' */
  readonly noteEmbeds: 'link' | 'text'
}

/** The tools whose notations can be read besides Markdown (docs/dialects.md). */
export const DIALECT_NAMES = [
  'obsidian',
  'hugo',
  'jekyll',
  'zola',
  'docusaurus',
  'mdx',
  'quarto',
  'eleventy',
  'hexo',
  'zenn',
  'qiita',
  'latex',
] as const

export type DialectName = (typeof DIALECT_NAMES)[number]

/**
 * Where `ghost-sync pull` writes posts that have no file yet; relative to the content root. `{slug}`, `{year}`, `{month}` and `{day}` are replaced.
 */
export interface PullConfig {
  /** @default 'posts/{slug}.md' */
  readonly posts: string
  /** @default 'pages/{slug}.md' */
  readonly pages: string
}

/** The options of `ghost-sync new`. */
export interface NewConfig {
  /** Absolute path of the folder with templates. @default <rootDir>/templates */
  readonly templates: string
}

/** Version of the Admin API to speak: the server's own, or exactly this one. */
export type ApiVersion = 'auto' | 'v3' | 'v4' | 'v5' | 'v6'

/** A site without its keys: what content is read and checked with. Commands that send no request need only this. */
export interface SiteRules {
  /** Short name, used in `--site NAME`, in `sites:` of the front matter and in every message. */
  readonly name: string
  /** Absolute URL without a trailing slash, `https://example.com/blog`. */
  readonly url: string
  readonly apiVersion: ApiVersion
  /** Path of a post on this site; `{slug}`, `{year}`, `{month}` and `{day}` are replaced. Follows the site's routes.yaml. @default '/{slug}/' */
  readonly permalink: string
  /** Front matter that every file of this site begins with; a file's own front matter wins. */
  readonly defaults: FrontMatterValues
  /** The policies of all sites, overridden by this site's own. */
  readonly policies: Policies
  readonly rules: PostRules
}

export interface SiteConfig extends SiteRules {
  readonly adminKey: AdminKey
  /** 26 hex characters; undefined when the config names no variable for it (only `sites` and `doctor` use it). */
  readonly contentKey: string | undefined
  /** Name of the environment variable that each key came from, for messages. */
  readonly adminKeyEnv: string
  readonly contentKeyEnv: string | undefined
}

/** An Admin API key, `<id>:<secret>`, split into its parts. */
export interface AdminKey {
  readonly id: string
  /** Hex. */
  readonly secret: string
}

/** Front matter as written in the config, under Ghost's field names. */
export type FrontMatterValues = Readonly<Record<string, FieldValue>>

/** How files become posts: the same for every site. */
export interface PostRules {
  /** Whether `#words` in the text are tags of the post as well. @default false */
  readonly inlineTags: boolean
  /** As `MarkdownConfig.dialects`: some tools have rules of their own for front matter too. @default [] */
  readonly dialects: readonly DialectName[]
  /** Where the title comes from when the front matter has none and the text does not begin with a heading; `heading`: from nowhere, which is an error. @default 'heading' */
  readonly titleFrom: 'heading' | 'filename'
  /** What tells posts apart that want the same slug: the year or the folder of all but the first; `error`: nothing. @default 'error' */
  readonly slugCollisions: 'error' | 'year' | 'folder'
  /** Names in front matter, in lower case, and the authors on the sites that they mean. @default none */
  readonly authors: ReadonlyMap<string, string>
  /** Absolute URL, without a trailing slash, at which the posts were before. @default undefined */
  readonly formerUrl: string | undefined
  /** Paths at which posts were before, with placeholders. @default [] */
  readonly formerPermalinks: readonly string[]
  /** Absolute URL, without a trailing slash, below which the files are that the repository lacks. @default undefined */
  readonly assetUrl: string | undefined
}

export interface Policies {
  /** Name of the internal tag that marks a post as ours. @default '#ghost-sync' */
  readonly ownershipTag: string
  /** What happens with a managed post whose file is gone. @default 'report' */
  readonly onRemove: 'report' | 'unpublish' | 'delete'
  /** More removals than this in one run are refused; undefined: the larger of 5 and 10 % of the managed posts. @default undefined */
  readonly maxDeletes: number | undefined
  /** Maximum number of concurrent writing requests, per site. @default 3 */
  readonly concurrency: number
  /** Seconds until a request without an answer is given up. @default 30 */
  readonly timeoutSeconds: number
  /** Maximum size of one answer of the site, in bytes after decompression. @default 67108864 (64 MiB) */
  readonly maxAnswerSize: number
  /** Whether an unknown front matter key is a `warning` or an `error`. @default 'warning' */
  readonly unknownKeys: 'warning' | 'error'
  /** Whether front matter that the site's version of Ghost cannot hold is a `warning`, and left out, or an `error`. @default 'error' */
  readonly unsupported: 'warning' | 'error'
  /** Whether an author whom the site does not have is an `error`, is left to Ghost with a warning, or silently (`site-owner`). @default 'error' */
  readonly unknownAuthors: 'error' | 'warn' | 'site-owner'
  /** Whether an image or file that does not exist is an `error`, is left as written with a warning, or left out with a warning. @default 'error' */
  readonly missingAssets: 'error' | 'warn' | 'leave-out'
  /** Whether a link to a Markdown file or other file that does not exist is an `error`, or its text stays without the link and a warning. @default 'error' */
  readonly deadLinks: 'error' | 'warn'
  /** Maximum size of a file that the site accepts, in bytes; undefined: Ghost's own limit, if it names one. @default undefined */
  readonly maxUploadSize: number | undefined
}
