/**
 * ghost-sync as a library: the pieces that the command line is made of.
 *
 * @example
 * import { loadConfig, scanContent } from 'ghost-sync'
 *
 * const loaded = await loadConfig({ cwd: process.cwd(), env: process.env })
 * if (loaded.kind === 'loaded') {
 *   const { files, problems } = await scanContent(loaded.config.content, loaded.config.rootDir)
 * }
 *
 * @example
 * import { convertMarkdown, parseMarkdown, writeMarkdown } from 'ghost-sync'
 *
 * const root = convertMarkdown(parseMarkdown('Hello, **world**', 1), { resolve: (url) => ({ url }) })
 * const { text } = writeMarkdown(root)
 *
 * @packageDocumentation
 */

export type {
  AdminKey,
  Config,
  ContentConfig,
  FrontMatterValues,
  MarkdownConfig,
  NewConfig,
  Policies,
  PullConfig,
  SiteConfig,
  SiteRules,
} from './config/config.ts'
export { type ConfigFunction, defineConfig } from './config/define-config.ts'
export type { Environment, EnvironmentFile } from './config/environment.ts'
export { type LoadConfigOptions, type LoadedConfig, loadConfig } from './config/load-config.ts'
export type {
  NamedSite,
  WrittenConfig,
  WrittenContent,
  WrittenDefaults,
  WrittenMarkdown,
  WrittenNew,
  WrittenPolicies,
  WrittenPull,
  WrittenSite,
} from './config/written-config.ts'
export { readBody } from './diff/compare/canonicalise.ts'
export type { ComparisonContext } from './diff/compare/digests.ts'
export type * from './diff/plan.ts'
export { type PlanInput, planSite } from './diff/plan-site.ts'
export type { Ledger } from './ghost/ledger/ledger.ts'
export { fetchRemotePosts, type RemoteQuery } from './ghost/posts/fetch-remote-posts.ts'
export { listAllPosts } from './ghost/posts/list-posts.ts'
export type { PostEdit } from './ghost/posts/read-edits.ts'
export type { Base, RemoteBody, RemotePost, Stamp } from './ghost/posts/remote-post.ts'
export type { Author, Newsletter, SiteFacts, Tier } from './ghost/site/site-facts.ts'
export { readSiteFacts } from './ghost/site/site-facts.ts'
export type { Capabilities } from './ghost/transport/capabilities.ts'
export type { Connection, ConnectOptions, RequestEvent } from './ghost/transport/connection.ts'
export { connectSite } from './ghost/transport/connection.ts'
export type { Download } from './ghost/uploads/download-file.ts'
export {
  type ConvertOptions,
  convertMarkdown,
  type Heading,
  type LexicalNode,
  type LexicalRoot,
  type MarkdownDocument,
  type MarkdownOptions,
  type MarkdownProblem,
  parseMarkdown,
  type Reference,
  type ReferenceKind,
  type ResolvedReference,
  readHtml,
  readMobiledoc,
  type WriteOptions,
  writeMarkdown,
} from './markdown/index.ts'
export { EXIT_CODE, type ExitCode, type FailureDetails, GhostSyncFailure } from './model/failure.ts'
export {
  FIELDS,
  type FieldDefinition,
  type FieldKind,
  type FieldName,
  type FieldValue,
  type FieldValues,
  type PostType,
} from './model/fields.ts'
export type { Problem } from './model/problem.ts'
export type { PublishContext, PublishProgress } from './publish/publish-context.ts'
export { type Published, publishSite } from './publish/publish-site.ts'
export type * from './publish/site-outcome.ts'
export { openSiteFiles, type SiteFiles } from './pull/files/site-files.ts'
export type * from './pull/pull-context.ts'
export type { PullContext, PullOptions } from './pull/pull-context.ts'
export { pullSite } from './pull/pull-site.ts'
export { createAssetReader } from './scan/assets/asset-reader.ts'
export type { AssetReader, AssetReading, AssetRefusal } from './scan/assets/asset-types.ts'
export { type Desired, type DesireInput, desirePosts } from './scan/desire-posts.ts'
export type { ResolvedPost } from './scan/resolve-posts.ts'
export { type ScannedContent, scanContent } from './scan/scan-content.ts'
export type { Asset } from './scan/source/asset.ts'
export type { AskedNewsletter, DesiredPost } from './scan/source/desired-post.ts'
export type { SiteKnowledge } from './scan/source/site-knowledge.ts'
export type { FrontMatter, FrontMatterEntry, SourceFile } from './scan/source/source-file.ts'
