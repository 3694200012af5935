import type { z } from 'zod'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'
import { checkDefaults } from './check-defaults.ts'
import { checkShape } from './check-shape.ts'
import type { Config, PostRules, SiteConfig, SiteRules } from './config.ts'
import { buildConfigSchema } from './config-schema.ts'
import type { Environment } from './environment.ts'
import { type ListedSite, listSites } from './list-sites.ts'
import { formatOptionPath, type OptionProblem } from './option-problem.ts'
import { type ResolvedSite, type ResolveSite, resolveSite } from './resolve-site.ts'
import { findWrittenKeys } from './site-keys.ts'

export interface ConfigSource {
  /** What the config file exports, unchecked. */
  readonly written: unknown
  /** Absolute path of its folder. */
  readonly rootDir: string
  readonly environment: Environment
  /** Names given with `--site`; undefined or empty for all sites. */
  readonly only: readonly string[] | undefined
}

export type ResolvedConfig<Site extends SiteRules = SiteConfig> =
  | { readonly kind: 'good'; readonly config: Config<Site> }
  | { readonly kind: 'bad'; readonly problems: readonly OptionProblem[] }

/**
 * Makes the `Config` that everything else works with from the written config and the environment, or returns every mistake in it.
 *
 * @throws GhostSyncFailure `config/unknown-site` for a name in `only` that no site has: that is a mistake of the command line.
 */
export function resolveConfig(source: ConfigSource): ResolvedConfig {
  return resolveConfigWith(source, resolveSite)
}

/** Does the same with sites as `resolve` makes them: without their keys for runs that send no request. */
export function resolveConfigWith<Site extends SiteRules>(
  { written, rootDir, environment, only }: ConfigSource,
  resolve: ResolveSite<Site>,
): ResolvedConfig<Site> {
  if (typeof written !== 'object' || written === null || Array.isArray(written))
    return { kind: 'bad', problems: [NO_OBJECT] }
  const options: Readonly<Record<string, unknown>> = { ...written }
  const shape = checkShape(buildConfigSchema(rootDir), written, [])
  const defaults = checkDefaults(options.defaults, ['defaults'])
  const listed = listSites(options.sites)
  const isChosen = chooseSites(listed.sites, only ?? [])
  const policies =
    shape.kind === 'bad'
      ? undefined
      : {
          ...shape.value.policies,
          maxDeletes: shape.value.policies.maxDeletes,
          maxUploadSize: shape.value.policies.maxUploadSize,
        }
  const rules = shape.kind === 'bad' ? undefined : collectRules(shape.value)
  const resolved = listed.sites.map((site) =>
    resolve(site, { environment, chosen: isChosen(site), defaults: defaults.values, policies, rules }),
  )
  const problems = preferWrittenKeys(findWrittenKeys(written), [
    ...(shape.kind === 'bad' ? shape.problems : []),
    ...defaults.problems,
    ...listed.problems,
    ...resolved.flatMap((site) => site.problems),
    ...findSameUrls(listed.sites, resolved),
  ])
  if (problems.length > 0 || shape.kind === 'bad') return { kind: 'bad', problems }
  const { project, content, pull, new: fresh } = shape.value
  // Tags are a matter of the post, and not of how its text is read.
  const { inlineTags: _, ...markdown } = shape.value.markdown
  const readsMdx = markdown.dialects.some((dialect) => dialect === 'mdx' || dialect === 'docusaurus')
  const config: Config<Site> = {
    project,
    rootDir,
    content: {
      root: content.root,
      posts: readsMdx && isLeftOut(options.content, 'posts') ? content.posts.map(addMdx) : content.posts,
      pages: readsMdx && isLeftOut(options.content, 'pages') ? content.pages.map(addMdx) : content.pages,
      ignore: content.ignore,
      assetRoots: [...new Set([content.root, ...content.assetRoots])],
      maxAssetBytes: content.maxAssetSize,
      maxAssetsBytes: content.maxAssetsSize,
      maxSourceBytes: content.maxSourceSize,
      maxFiles: content.maxFiles,
      markdown: { ...markdown, mathStylesheet: markdown.mathStylesheet },
    },
    pull,
    new: fresh,
    sites: resolved.flatMap(({ site }) => (site === undefined ? [] : [site])),
    siteNames: listed.sites.map(({ name }) => name),
  }
  return { kind: 'good', config }
}

function isLeftOut(content: unknown, key: string): boolean {
  return typeof content !== 'object' || content === null || Reflect.get(content, key) === undefined
}

/** The default globs find `.mdx` where a dialect reads it. */
function addMdx(glob: string): string {
  return glob.replace('{md,markdown}', '{md,mdx,markdown}')
}

function collectRules({ content, authors, markdown }: z.output<ReturnType<typeof buildConfigSchema>>): PostRules {
  return {
    inlineTags: markdown.inlineTags,
    dialects: markdown.dialects,
    titleFrom: content.titleFrom,
    slugCollisions: content.slugCollisions,
    authors: new Map(Object.entries(authors).map(([name, author]) => [name.trim().toLowerCase(), author])),
    formerUrl: content.formerUrl,
    formerPermalinks: content.formerPermalinks,
    assetUrl: content.assetUrl,
  }
}

const NO_OBJECT: OptionProblem = {
  code: 'config/wrong-value',
  path: [],
  message: 'The config is not an object, { ... }.',
  hint: 'Export an object with project and sites: `export default defineConfig({ ... })`.',
}

function chooseSites(sites: readonly ListedSite[], only: readonly string[]): (site: ListedSite) => boolean {
  if (only.length === 0) return () => true
  const names = sites.map(({ name }) => name)
  const unknown = only.filter((name) => !names.includes(name))
  if (unknown.length > 0 && names.length > 0) {
    throw new GhostSyncFailure(
      'config/unknown-site',
      `The config has no site named ${unknown.map((name) => JSON.stringify(name)).join(', ')}.`,
      EXIT_CODE.usage,
      { hint: `Its sites are: ${names.join(', ')}.` },
    )
  }
  return ({ name }) => only.includes(name)
}

/**
 * Finds sites with the same URL: two names for one site would publish every post twice to the same place, and each run would undo the other's work.
 */
function findSameUrls(sites: readonly ListedSite[], resolved: readonly ResolvedSite<SiteRules>[]): OptionProblem[] {
  return resolved.flatMap(({ url }, index) => {
    const first = url === undefined ? -1 : resolved.findIndex((other) => other.url === url)
    const [site, same] = [sites[index], sites[first]]
    if (site === undefined || same === undefined || first === index) return []
    return [
      {
        code: 'config/same-url',
        path: [...site.path, site.options.url === undefined ? 'urlEnv' : 'url'],
        site: site.name,
        message: `The sites ${same.name} and ${site.name} have the same address, ${url}.`,
        hint: 'Keep one of them, or correct the address of the other.',
      },
    ]
  })
}

/** Leaves out other problems of an option that holds a key: that the option is unknown, or the right one missing, adds nothing. */
function preferWrittenKeys(keys: readonly OptionProblem[], others: readonly OptionProblem[]): OptionProblem[] {
  const options = new Set(keys.map(({ path }) => formatOptionPath(path)))
  const owners = new Set(keys.map(({ path }) => formatOptionPath(path.slice(0, -1))))
  const isTold = ({ code, path }: OptionProblem): boolean =>
    options.has(formatOptionPath(path)) ||
    (code === 'config/missing-option' &&
      path.at(-1) === 'adminKeyEnv' &&
      owners.has(formatOptionPath(path.slice(0, -1))))
  return [...keys, ...others.filter((problem) => !isTold(problem))]
}
