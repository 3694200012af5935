import { relative, resolve, sep } from 'node:path'
import { z } from 'zod'
import { DIALECT_NAMES } from './config.ts'
import { isVariableName } from './environment.ts'

/** Makes a rule with its message and its hint; `checkShape` shows both to the author. */
function rule<Value>(holds: (value: Value) => boolean, message: string, hint: string) {
  return z.refine<Value>(holds, { error: message, params: { hint } })
}

function list<Item extends z.ZodType>(item: Item) {
  return z.preprocess((written) => (typeof written === 'string' ? [written] : written), z.array(item))
}

const glob = z.string().check(
  rule((text) => text.trim() !== '', 'is empty', "Write a glob, e.g. 'posts/**/*.md'."),
  rule(
    (text) => !/^[/\\]|^[A-Za-z]:|(^|\/)\.\.(\/|$)/.test(text),
    'leads out of the content root',
    'Write the glob relative to content.root; files outside it are never published.',
  ),
  rule(
    (text) => !/\\[\w*]/.test(text),
    'separates folders with a backslash, which means something else in a glob',
    'Write forward slashes, on Windows too.',
  ),
  rule(
    (text) => !text.startsWith('!'),
    'begins with `!`',
    'Put what is to be left out into content.ignore, without the `!`.',
  ),
)

/** Matches the path of a pulled file. The config decides about the folders, whatever a server says. */
const filePattern = z.string().check(
  rule(
    (text) => text.includes('{slug}'),
    'has no {slug} in it',
    "Write {slug} where a post's slug belongs, e.g. 'posts/{slug}.md'.",
  ),
  rule((text) => /\.(?:md|markdown)$/.test(text), 'names no Markdown file', "End it in `.md`, e.g. 'posts/{slug}.md'."),
  rule(
    (text) => !/[{}]/.test(text.replaceAll(/\{(?:slug|year|month|day)\}/g, '')),
    'has a placeholder that is not replaced',
    'Only {slug}, {year}, {month} and {day} are replaced; write the rest of the path as it is.',
  ),
  rule(
    (text) => !/^[/\\]|^[A-Za-z]:|(^|\/)\.\.?(\/|$)|\\/.test(text),
    'is no path inside the content root',
    'Write it relative to content.root, with forward slashes.',
  ),
)

/** Placeholders of `content.formerPermalinks`. */
const PERMALINK_PARTS = ['slug', 'name', 'path', 'section', 'categories', 'year', 'month', 'day'] as const

const formerPermalink = z.string().check(
  rule((text) => text.startsWith('/'), 'does not begin with a slash', "Write a path, e.g. '/{year}/{month}/{name}/'."),
  rule(
    (text) => PERMALINK_PARTS.every((part) => text.split(`{${part}}`).length < 3),
    'has a placeholder twice',
    'Write each once.',
  ),
  rule(
    (text) => /\{(?:slug|name|path)\}/.test(text),
    'has none of {slug}, {name} and {path} in it: all posts would share one address',
    "Write {name} for the name of the file, e.g. '/{year}/{name}/'.",
  ),
  rule(
    (text) => !/[{}]/.test(PERMALINK_PARTS.reduce((rest, part) => rest.replace(`{${part}}`, ''), text)),
    'has a placeholder that is not replaced',
    `There are: ${PERMALINK_PARTS.map((part) => `{${part}}`).join(', ')}.`,
  ),
)

const webAddress = z
  .string()
  .check(
    rule(
      (text) => /^https?:\/\/[^/\s?#][^\s?#]*$/i.test(text) && URL.canParse(text),
      'is not the address of a website',
      "Write it with its scheme, e.g. 'https://www.example.com'.",
    ),
  )
  .transform((text) => text.replace(/(?<!\/)\/+$/, ''))

const VARIABLE_HINT =
  "Write the bare name of an environment variable, e.g. 'GHOST_ADMIN_API_KEY'; letters, digits and underscores."

const variable = z
  .string()
  .check(rule<string>(isVariableName, 'is not the name of an environment variable', VARIABLE_HINT))

const size = z
  .union([z.string(), z.number()])
  .check(
    rule(
      (written) => parseSize(written) !== undefined,
      'is not a size',
      "Write a number of bytes, or a number and B, KB, MB, GB, KiB, MiB or GiB, e.g. '20 MB'.",
    ),
  )

function toBytes(written: number | string): number {
  return parseSize(written) ?? 0
}

/** Node.js cannot hold a text of more characters than this. */
const LONGEST_ANSWER = 512_000_000

/** Policies are given once for all sites, and again for one site where it differs. */
const POLICIES = {
  ownershipTag: z
    .string()
    .check(
      rule(
        (text) => /^#[^\s,#][^,]{0,189}$/.test(text) && text.trim() === text,
        'is not the name of an internal tag',
        "Write `#` and a name, without commas, 191 characters at most, e.g. '#ghost-sync'.",
      ),
    ),
  onRemove: z.enum(['report', 'unpublish', 'delete']),
  maxDeletes: z.int().min(0),
  concurrency: z.int().min(1).max(20),
  timeoutSeconds: z.number().min(1).max(600),
  maxAnswerSize: size
    .check(
      rule(
        (written) => toBytes(written) <= LONGEST_ANSWER,
        'is more than can be read at once',
        "Write 512 MB or less, e.g. '200 MB'.",
      ),
    )
    .transform(toBytes),
  unknownKeys: z.enum(['warning', 'error']),
  unsupported: z.enum(['warning', 'error']),
  unknownAuthors: z.enum(['error', 'warn', 'site-owner']),
  missingAssets: z.enum(['error', 'warn', 'leave-out']),
  deadLinks: z.enum(['error', 'warn']),
  maxUploadSize: size.transform(toBytes),
}

/** Every site's own options, apart from `name` and `defaults`, which are checked by hand. */
export const SITE_SCHEMA = z.strictObject({
  url: z.string().optional(),
  urlEnv: variable.optional(),
  adminKeyEnv: variable,
  contentKeyEnv: variable.optional(),
  apiVersion: z.enum(['auto', 'v3', 'v4', 'v5', 'v6']).default('auto'),
  permalink: z
    .string()
    .check(
      rule((text) => text.startsWith('/'), 'does not begin with a slash', "Write a path, e.g. '/{slug}/'."),
      rule(
        (text) => text.includes('{slug}'),
        'has no {slug} in it',
        "Write {slug} where a post's slug belongs, e.g. '/{slug}/'.",
      ),
      rule(
        (text) => !/[{}]|:\w/.test(text.replaceAll(/\{(?:slug|year|month|day)\}/g, '')),
        'has a placeholder that is not replaced',
        'Only {slug}, {year}, {month} and {day} are replaced; write the rest of the path as it is.',
      ),
      rule((text) => !/[\s?#]/.test(text), 'has a space, `?` or `#` in it', "Write a path only, e.g. '/{slug}/'."),
    )
    .default('/{slug}/'),
  defaults: z.unknown().optional(),
  allowHttp: z.boolean().default(false),
  policies: z.strictObject(POLICIES).partial().default({}),
})

/**
 * Builds the schema of the config without the sites and the defaults. Those depend on the environment and on each other, and are resolved separately.
 * `rootDir` is the folder of the config file.
 */
export function buildConfigSchema(rootDir: string) {
  const folder = z
    .string()
    .check(
      rule((text) => text.trim() !== '', 'is empty', "Write a folder, or '.' for the folder of the config file."),
      rule(
        (text) => isInside(rootDir, resolve(rootDir, text)),
        'lies outside the folder of the config file',
        'Move the config file up into the folder that holds both; nothing outside its folder is ever read or uploaded.',
      ),
    )
    .transform((text) => resolve(rootDir, text))
  return z.strictObject({
    project: z
      .string()
      .check(
        rule(
          (text) => /^[A-Za-z0-9][\w./-]{0,63}$/.test(text),
          'is not a project name',
          "Write 1 to 64 letters, digits, '.', '_', '-' and '/', beginning with a letter or digit, e.g. 'acme-blog'.",
        ),
      ),
    sites: z.unknown().optional(),
    content: z
      .strictObject({
        root: folder.default(resolve(rootDir, 'content')),
        posts: list(glob).default(['**/*.{md,markdown}']),
        pages: list(glob).default(['pages/**/*.{md,markdown}']),
        ignore: list(glob).default([]),
        assetRoots: list(folder).default([]),
        titleFrom: z.enum(['heading', 'filename']).default('heading'),
        slugCollisions: z.enum(['error', 'year', 'folder']).default('error'),
        formerUrl: webAddress.optional(),
        formerPermalinks: list(formerPermalink).default([]),
        assetUrl: webAddress.optional(),
        maxAssetSize: sizeOr('50 MiB'),
        maxAssetsSize: sizeOr('2 GiB'),
        maxSourceSize: sizeOr('10 MiB'),
        maxFiles: z.int().min(1).default(20_000),
      })
      .prefault({}),
    markdown: z
      .strictObject({
        math: z.literal(['mathml', 'html', false]).default('mathml'),
        mathStylesheet: z.string().optional(),
        unreadableMath: z.enum(['error', 'code']).default('error'),
        emoji: z.boolean().default(true),
        highlights: z.boolean().default(true),
        scripts: z.boolean().default(true),
        definitionLists: z.boolean().default(true),
        headingIds: z.boolean().default(true),
        smartQuotes: z.boolean().default(false),
        diagrams: z.enum(['code', 'html']).default('code'),
        dialects: list(z.enum(DIALECT_NAMES)).default([]),
        shortcodes: z.record(z.string(), z.string()).default({}),
        noteEmbeds: z.enum(['link', 'text']).default('link'),
        inlineTags: z.boolean().default(false),
      })
      .check(
        rule(
          ({ math, mathStylesheet }) => math !== 'html' || mathStylesheet !== undefined,
          "has math: 'html' without a mathStylesheet: formulas would be unreadable",
          "Set mathStylesheet to the URL of KaTeX's katex.min.css, or math to 'mathml', which needs none.",
        ),
      )
      .prefault({}),
    pull: z
      .strictObject({
        posts: filePattern.default('posts/{slug}.md'),
        pages: filePattern.default('pages/{slug}.md'),
      })
      .prefault({}),
    new: z.strictObject({ templates: folder.default(resolve(rootDir, 'templates')) }).prefault({}),
    authors: z.record(z.string(), z.string()).default({}),
    defaults: z.unknown().optional(),
    policies: z
      .strictObject({
        ownershipTag: POLICIES.ownershipTag.default('#ghost-sync'),
        onRemove: POLICIES.onRemove.default('report'),
        maxDeletes: POLICIES.maxDeletes.optional(),
        concurrency: POLICIES.concurrency.default(3),
        timeoutSeconds: POLICIES.timeoutSeconds.default(30),
        maxAnswerSize: POLICIES.maxAnswerSize.prefault('64 MiB'),
        unknownKeys: POLICIES.unknownKeys.default('warning'),
        unsupported: POLICIES.unsupported.default('error'),
        unknownAuthors: POLICIES.unknownAuthors.default('error'),
        missingAssets: POLICIES.missingAssets.default('error'),
        deadLinks: POLICIES.deadLinks.default('error'),
        maxUploadSize: POLICIES.maxUploadSize.optional(),
      })
      .prefault({}),
  })
}

function sizeOr(usual: string) {
  return size.default(usual).transform(toBytes)
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === path
}

const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1000,
  mb: 1000 ** 2,
  gb: 1000 ** 3,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
}

/** Returns the bytes of a size as people write it, `5 MB` or `512KiB`; undefined when it is none. A number is bytes already. */
export function parseSize(written: number | string): number | undefined {
  const parts = typeof written === 'number' ? [] : (/^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(written.trim()) ?? [])
  const unit = typeof written === 'number' ? 1 : UNITS[parts[2]?.toLowerCase() || 'b']
  const bytes = Math.round((typeof written === 'number' ? written : Number(parts[1])) * (unit ?? Number.NaN))
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : undefined
}
