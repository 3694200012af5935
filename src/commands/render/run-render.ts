import { type GhostMajor, renderLexicalHtml } from '../../markdown/index.ts'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { runUnguarded } from '../../model/stop-on-interrupt.ts'
import { explainBlocks, renderExplanation } from '../../report/explain/explain-blocks.ts'
import { renderProblems } from '../../report/problems/render-problems.ts'
import { desirePost } from '../../scan/desire-posts.ts'
import { type ResolvedPosts, resolvePosts } from '../../scan/resolve-posts.ts'
import { type ScannedContent, scanContent } from '../../scan/scan-content.ts'
import { ASSET_PLACEHOLDER, ASSET_SCHEME, placeAsset } from '../../scan/source/asset.ts'
import type { DesiredPost } from '../../scan/source/desired-post.ts'
import { knowOffline } from '../../scan/source/site-knowledge.ts'
import { loadOffline, type OfflineProject } from '../../sync/load-project.ts'
import { locatePaths } from '../../sync/scope.ts'
import type { ProjectOptions } from '../options/project-options.ts'
import type { CommandIo } from '../output/command-io.ts'
import { reportInvalidConfig } from '../output/report-invalid-config.ts'

export interface RenderOptions extends ProjectOptions {
  readonly html?: boolean
  readonly lexical?: boolean
  readonly explain?: boolean
  readonly ghost: GhostMajor
}

export async function runRender(io: CommandIo, path: string, options: RenderOptions): Promise<void> {
  if ([options.html, options.lexical, options.explain].filter((one) => one === true).length > 1) {
    throw new GhostSyncFailure(
      'usage/two-formats',
      '--html, --lexical and --explain exclude each other',
      EXIT_CODE.usage,
    )
  }
  const opened = await loadOffline(io, options)
  if (opened.kind === 'invalid') return reportInvalidConfig(io, opened.problems)
  const { project } = opened
  const scanned = await runUnguarded(io, () => scanContent(project.config.content, project.config.rootDir))
  const [file = ''] = locatePaths([path], io.cwd, project.config, scanned)
  const { posts, problems } = await runUnguarded(io, () => resolveForFile(file, scanned, project, io.now()))
  const own = [...scanned.problems, ...problems].filter((problem) => problem.file === file)
  io.stderr(renderProblems(own, { ...io, verbose: true }))
  const resolved = posts.find(({ draft }) => draft.source.file === file)
  const post = await runUnguarded(io, () => (resolved === undefined ? undefined : desirePost(resolved)))
  if (resolved === undefined || post === undefined) return io.exit(EXIT_CODE.problems)

  if (options.lexical === true) {
    const json = JSON.stringify({ root: post.body }, null, 2)
    io.data(`${showAssets(json, post, (name) => JSON.stringify(name).slice(1, -1))}\n`)
  } else if (options.explain === true) {
    const { draft, references } = resolved
    const rows = explainBlocks(draft.document, draft.source.document, { resolve: references.resolve })
    io.stdout(renderExplanation(rows, { colour: io.colour }))
  } else {
    const html = renderLexicalHtml(post.body, {
      ghost: options.ghost,
      isUpload: (src) => src.startsWith(ASSET_SCHEME),
    })
    io.data(`${showAssets(html, post, (name) => encodeURI(name).replaceAll('&', '&amp;'))}\n`)
  }
  io.exit(EXIT_CODE.ok)
}

/** Resolves the file for the first site of the run that it goes to. */
async function resolveForFile(
  file: string,
  { files, broken, problems }: ScannedContent,
  { config, readAsset }: OfflineProject,
  now: Date,
): Promise<ResolvedPosts> {
  const isKnown = files.some((source) => source.file === file)
  if (!isKnown && !problems.some((problem) => problem.file === file)) {
    throw new GhostSyncFailure('usage/one-file', `${file} is a folder; render shows one file`, EXIT_CODE.usage, {
      hint: 'Name one Markdown file.',
    })
  }
  for (const site of config.sites) {
    const input = { files, broken, site, siteNames: config.siteNames, now, readAsset }
    const resolved = await resolvePosts({ ...input, facts: knowOffline(site) })
    if (!isKnown || resolved.posts.some(({ draft }) => draft.source.file === file)) return resolved
  }
  const names = config.sites.map(({ name }) => name).join(', ')
  throw new GhostSyncFailure('usage/other-site', `${file} does not go to ${names}`, EXIT_CODE.usage, {
    hint: 'Its `sites` leaves them out: choose another with --site.',
  })
}

/** Replaces asset placeholders by the paths of the local files, relative to the project root. */
function showAssets(text: string, { assets }: DesiredPost, write: (name: string) => string): string {
  const files = new Map(assets.map((asset) => [placeAsset(asset), asset.file]))
  return text.replace(ASSET_PLACEHOLDER, (place) => write(files.get(place) ?? place))
}
