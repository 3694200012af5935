import type { FieldName, FieldValue } from '../model/fields.ts'
import type { ApiVersion, DialectName } from './config.ts'

/**
 * What `ghost-sync.config.ts` exports, best through `defineConfig`, which brings completion and these explanations into the editor.
 * Relative paths start at the folder of the config file. Keys never stand in here: an option ending in `Env` holds the *name* of an
 * environment variable (or of a line in the `.env` file beside the config), and a key written out is refused.
 *
 * @example
 * export default defineConfig({
 *   project: 'acme-blog',
 *   sites: { main: { url: 'https://blog.example.com', adminKeyEnv: 'GHOST_ADMIN_API_KEY' } },
 * })
 */
export interface WrittenConfig {
  /**
   * Names this repository in the stamp of every post that it publishes, so that two repositories can share one site without taking
   * each other's posts. Letters, digits, `.`, `_`, `-` and `/`, 64 at most. Choose it once: posts published under another name are
   * treated as somebody else's.
   * @example 'acme-blog'
   */
  readonly project: string
  /**
   * The Ghost sites, under the short names that `--site NAME` and `sites:` in front matter use; or as a list, each with its `name`.
   * @example { main: { url: 'https://blog.example.com', adminKeyEnv: 'GHOST_ADMIN_API_KEY' } }
   */
  readonly sites: Readonly<Record<string, WrittenSite>> | readonly NamedSite[]
  /** Where the Markdown is. @default { root: 'content' } */
  readonly content?: WrittenContent | undefined
  /** How the Markdown is read. @default { math: 'mathml', unreadableMath: 'error', emoji: true, highlights: true, scripts: true, definitionLists: true, headingIds: true, smartQuotes: false, diagrams: 'code', dialects: [], shortcodes: {}, noteEmbeds: 'link', inlineTags: false } */
  readonly markdown?: WrittenMarkdown | undefined
  /** How `ghost-sync pull` names the files that it makes. @default { posts: 'posts/{slug}.md', pages: 'pages/{slug}.md' } */
  readonly pull?: WrittenPull | undefined
  /** What `ghost-sync new` begins files with. @default { templates: 'templates' } */
  readonly new?: WrittenNew | undefined
  /**
   * Authors as front matter names them, and the author on the site that each means, by slug or e-mail address.
   * @default {}: the names of front matter are looked up on the site as they are
   * @example { jdoe: 'jane', 'Jane Doe': 'jane' }
   */
  readonly authors?: Readonly<Record<string, string>> | undefined
  /**
   * Front matter that every file begins with, under Ghost's field names; what a file or a site says wins. `title`, `slug` and `body`
   * belong to one post and cannot have a default.
   * @default {}
   * @example { visibility: 'members', tags: ['Engineering'] }
   */
  readonly defaults?: WrittenDefaults | undefined
  /** Limits, speed and strictness. Each has a default. */
  readonly policies?: WrittenPolicies | undefined
}

export interface WrittenSite {
  /**
   * Address of the site, as in the browser. Without `https://` it is added; a path is kept for Ghost in a subdirectory; an address
   * copied from Ghost Admin (`.../ghost/#/posts`) is cut back to the site. Write this or `urlEnv`.
   * @example 'https://example.com/blog'
   */
  readonly url?: string | undefined
  /**
   * Name of the environment variable that holds the address, where it differs from machine to machine.
   * @example 'GHOST_STAGING_URL'
   */
  readonly urlEnv?: string | undefined
  /**
   * Name of the environment variable that holds the Admin API key: in Ghost Admin, Settings → Integrations → Add custom integration.
   * @example 'GHOST_ADMIN_API_KEY'
   */
  readonly adminKeyEnv: string
  /**
   * Name of the environment variable that holds the Content API key of the same integration. Only `ghost-sync sites` and
   * `ghost-sync doctor` use it.
   * @default undefined: neither of them reads through the Content API
   * @example 'GHOST_CONTENT_API_KEY'
   */
  readonly contentKeyEnv?: string | undefined
  /**
   * Version of the Admin API to speak; `auto` asks the server, and is right for every site. A server that does not speak a fixed version is refused.
   * @default 'auto'
   */
  readonly apiVersion?: ApiVersion | undefined
  /**
   * Path of a post on this site, as the site's routes.yaml has it: links from one Markdown file to another are made from it. `{slug}`,
   * `{year}`, `{month}` and `{day}` are replaced.
   * @default '/{slug}/'
   * @example '/articles/{slug}/'
   */
  readonly permalink?: string | undefined
  /** Front matter that every file begins with on this site; wins over the `defaults` of all sites, field by field. @default {} */
  readonly defaults?: WrittenDefaults | undefined
  /**
   * Permits plain `http://` to a host that is not this machine. The token that signs every request then travels readable by anyone on the way.
   * @default false: `http://` to 127.0.0.1, ::1, localhost and *.localhost only
   */
  readonly allowHttp?: boolean | undefined
  /** Policies of this site where they differ from those of all sites. @default {} @example { onRemove: 'unpublish' } */
  readonly policies?: WrittenPolicies | undefined
}

/** A site in a list: the name stands inside. */
export interface NamedSite extends WrittenSite {
  /** Letters, digits, `_` and `-`; unique. @example 'main' */
  readonly name: string
}

export interface WrittenContent {
  /** Folder that holds the Markdown, inside the folder of the config file. @default 'content' */
  readonly root?: string | undefined
  /** Globs relative to `root` that find posts. @default ['**\/*.{md,markdown}'] */
  readonly posts?: string | readonly string[] | undefined
  /** Globs relative to `root` that find pages; a file that both find is a page. @default ['pages/**\/*.{md,markdown}'] */
  readonly pages?: string | readonly string[] | undefined
  /**
   * Globs relative to `root` to leave out, besides `node_modules` and names that begin with `.` or `_`.
   * @default []
   * @example ['drafts/**', '**\/README.md']
   */
  readonly ignore?: string | readonly string[] | undefined
  /**
   * Folders, relative to the config file, in which a path that begins with `/` (`/images/a.png`) is looked up once the content root
   * does not have it, in this order. Hugo: `['static']`. Jekyll and Obsidian: `['.']`.
   * @default []: the content root only
   */
  readonly assetRoots?: string | readonly string[] | undefined
  /**
   * Where the title comes from when front matter has none and the text does not begin with a heading. `filename`: `My note.md` is "My note", and
   * `my-note.md` "My note" too. `heading`: from nowhere, which is an error.
   * @default 'heading'
   */
  readonly titleFrom?: 'heading' | 'filename' | undefined
  /**
   * What tells posts apart that want the same slug. The first by date keeps it; `year`: the others get `-2024` of their date, `folder`: the name of
   * their folder before it. `error`: none of them is written.
   * @default 'error'
   */
  readonly slugCollisions?: 'error' | 'year' | 'folder' | undefined
  /**
   * Address of the website that these files made before. Links to it are resolved as links within the repository.
   * @example 'https://www.example.com'
   */
  readonly formerUrl?: string | undefined
  /**
   * Paths at which the posts were on that website, with `{slug}`, `{name}` (of the file), `{path}` (of the file, without its extension), `{section}`
   * (the first folder), `{categories}`, `{year}`, `{month}` and `{day}`. Links to such a path lead to the post, and `push --redirects` sends readers
   * from there.
   * @default []
   * @example ['/blog/{year}/{month}/{name}/']
   */
  readonly formerPermalinks?: string | readonly string[] | undefined
  /**
   * Address below which images and files are that the repository lacks: a CDN, or the former website.
   * @default undefined: such a file is missing, see `policies.missingAssets`
   * @example 'https://cdn.example.com/assets'
   */
  readonly assetUrl?: string | undefined
  /**
   * Greatest size of an image or file, as a number of bytes or with a unit: B, KB, MB, GB (thousands), KiB, MiB, GiB (1024s).
   * @default '50 MiB'
   * @example '5 MB'
   */
  readonly maxAssetSize?: number | string | undefined
  /** Greatest size of all images and files that the posts name, together. @default '2 GiB' */
  readonly maxAssetsSize?: number | string | undefined
  /** Greatest size of a Markdown file. @default '10 MiB' */
  readonly maxSourceSize?: number | string | undefined
  /** Greatest number of Markdown files; with more, none is read. @default 20000 */
  readonly maxFiles?: number | undefined
}

export interface WrittenMarkdown {
  /**
   * What the formulas `$x$` and `$$x$$` become. `mathml`: what every browser draws by itself. `html`: KaTeX's own drawing, which needs
   * its stylesheet. `false`: they stay text.
   * @default 'mathml'
   */
  readonly math?: 'mathml' | 'html' | false | undefined
  /** URL of KaTeX's stylesheet, for `math: 'html'`: it is linked from the first formula of each post. */
  readonly mathStylesheet?: string | undefined
  /** What becomes of a formula that KaTeX cannot read: an error, or its source as code, with a warning. @default 'error' */
  readonly unreadableMath?: 'error' | 'code' | undefined
  /** Whether `:tada:` is an emoji, by GitHub's names. @default true */
  readonly emoji?: boolean | undefined
  /** Whether `==a==` is highlighted. @default true */
  readonly highlights?: boolean | undefined
  /** Whether `H~2~O` and `x^2^` are subscript and superscript. @default true */
  readonly scripts?: boolean | undefined
  /** Whether `Term` with `: meaning` below it is a definition. @default true */
  readonly definitionLists?: boolean | undefined
  /** Whether `{#id}` at the end of a heading is its id. @default true */
  readonly headingIds?: boolean | undefined
  /** Whether `"a"` becomes “a”, `'a'` ‘a’, `--` –, `---` — and `...` …. @default false */
  readonly smartQuotes?: boolean | undefined
  /** `html`: fenced `mermaid` becomes `<pre class="mermaid">`, from which a script of your theme draws. `code`: it is shown as code. @default 'code' */
  readonly diagrams?: 'code' | 'html' | undefined
  /**
   * The tools that the files were written for, whose notations are read besides Markdown: `[[wiki links]]`, shortcodes, Liquid, admonitions
   * (docs/dialects.md has each of them).
   * @default []: Markdown only
   * @example ['obsidian']
   */
  readonly dialects?: DialectName | readonly DialectName[] | undefined
  /**
   * What a shortcode of Hugo or Zola, an `include` or a tag of Liquid, or a component of MDX becomes, by its name: Markdown or HTML, in which
   * `{{name}}` is replaced by the attribute of that name, `{{0}}` by the first one without a name, and `{{inner}}` by what it encloses; `''` is
   * nothing.
   * @default {}: what is unknown is left out, its inner text is kept, and a warning says so
   * @example { button: '[{{inner}}]({{href}})', ads: '' }
   */
  readonly shortcodes?: Readonly<Record<string, string>> | undefined
  /** What `![[Note]]` of Obsidian, alone in a paragraph, becomes: a link to the note, or the text of the note itself. @default 'link' */
  readonly noteEmbeds?: 'link' | 'text' | undefined
  /**
   * Whether `#words` in the text are tags of the post, behind those of its front matter, as in Obsidian. The text stays as it is.
   * @default false
   */
  readonly inlineTags?: boolean | undefined
}

export interface WrittenPull {
  /**
   * Path of a post's file inside `content.root`. `{slug}` is replaced, and `{year}`, `{month}` and `{day}` by the day of publication.
   * A glob of `content.posts` must find it.
   * @default 'posts/{slug}.md'
   * @example 'posts/{year}/{month}-{day}-{slug}.md'
   */
  readonly posts?: string | undefined
  /** The same for pages. @default 'pages/{slug}.md' */
  readonly pages?: string | undefined
}

export interface WrittenNew {
  /**
   * Folder with templates, inside the folder of the config file: `post.md` and `page.md`, and others that `new --template NAME` names.
   * `{{title}}`, `{{slug}}`, `{{date}}` and `{{type}}` in them are replaced. Inside `content.root` its name has to begin with `_`, or
   * templates would be posts.
   * @default 'templates'
   */
  readonly templates?: string | undefined
}

/** Front matter under Ghost's field names. */
export type WrittenDefaults = Readonly<
  Partial<Record<Exclude<FieldName, 'title' | 'slug' | 'body'>, FieldValue | undefined>>
>

export interface WrittenPolicies {
  /**
   * The internal tag (it begins with `#`, readers never see it) that marks a post in Ghost as managed by ghost-sync. A post without it
   * is never changed or deleted. Choose it once.
   * @default '#ghost-sync'
   */
  readonly ownershipTag?: string | undefined
  /** What happens with a managed post whose file is gone: it is only reported, set back to draft, or deleted. @default 'report' */
  readonly onRemove?: 'report' | 'unpublish' | 'delete' | undefined
  /** More removals than this in one run are refused. @default the larger of 5 and 10 % of the managed posts */
  readonly maxDeletes?: number | undefined
  /** Writing requests under way at once, per site; 1 to 20. Ghost on SQLite gets no faster beyond 4. @default 3 */
  readonly concurrency?: number | undefined
  /** Seconds until a request without an answer is given up; 1 to 600. @default 30 */
  readonly timeoutSeconds?: number | undefined
  /**
   * Greatest size of one answer of the site, decompressed; a list of posts, which comes in several, may have eight times as much. At most 512 MB.
   * @default '64 MiB'
   */
  readonly maxAnswerSize?: number | string | undefined
  /** Whether an unknown front matter key is a `warning` (the post is written) or an `error` (it is not). @default 'warning' */
  readonly unknownKeys?: 'warning' | 'error' | undefined
  /**
   * Whether front matter that the site's version of Ghost cannot hold (a caption of the feature image on Ghost 3) is an `error`, and the post is not
   * written, or a `warning`, and the field is left out there.
   * @default 'error'
   */
  readonly unsupported?: 'warning' | 'error' | undefined
  /**
   * What happens with an author whom the site does not have. `error`: the post is not written. `warn`: its authors are left to Ghost, which takes the
   * site's owner for a new post, with one warning per name. `site-owner`: the same, without a word.
   * @default 'error'
   */
  readonly unknownAuthors?: 'error' | 'warn' | 'site-owner' | undefined
  /**
   * What happens with an image or file that does not exist. `error`: the post is not written. `warn`: the reference stays, as a path of the site, and
   * readers see what they saw before. `leave-out`: the post goes without it. The last two are told as warnings.
   * @default 'error'
   */
  readonly missingAssets?: 'error' | 'warn' | 'leave-out' | undefined
  /**
   * What happens with a link to a file that does not exist or is not published. `error`: the post is not written. `warn`: the words stay, the link goes.
   * @default 'error'
   */
  readonly deadLinks?: 'error' | 'warn' | undefined
  /**
   * Greatest size of an image or file that the site takes, as a number of bytes or a text: a larger one is an error of its post, before anything is
   * uploaded. For what stands before Ghost (nginx: `client_max_body_size`) and for hosts that answer 413 without having said why.
   * @default what Ghost says of its host's limit, where it does
   * @example '5 MB'
   */
  readonly maxUploadSize?: number | string | undefined
}
