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
 * @packageDocumentation
 */

export type { AdminKey, Config, ContentConfig, Policies, SiteConfig, SiteRules } from './config/config.ts'
export { defineConfig } from './config/define-config.ts'
export { loadConfig } from './config/load-config.ts'
export type {
  NamedSite,
  WrittenConfig,
  WrittenContent,
  WrittenDefaults,
  WrittenPolicies,
  WrittenSite,
} from './config/written-config.ts'
export type * from './diff/plan.ts'
export { type PlanInput, planSite } from './diff/plan-site.ts'
export { EXIT_CODE, type ExitCode, GhostSyncFailure } from './failure.ts'
export {
  FIELDS,
  type FieldDefinition,
  type FieldKind,
  type FieldName,
  type FieldValue,
  type FieldValues,
  type PostType,
} from './fields.ts'
export { connectSite } from './ghost/connect-site.ts'
export type { Connection, ConnectOptions, RequestEvent } from './ghost/connection.ts'
export { fetchRemotePosts } from './ghost/fetch-remote-posts.ts'
export { readSiteFacts } from './ghost/read-site-facts.ts'
export type { Base, RemoteBody, RemotePost, Stamp } from './ghost/remote-post.ts'
export type { SiteFacts } from './ghost/site-facts.ts'
export { convertMarkdown } from './markdown/convert-markdown.ts'
export type { LexicalNode, LexicalRoot } from './markdown/lexical.ts'
export type { MarkdownDocument, Reference, ResolvedReference } from './markdown/markdown-document.ts'
export { parseMarkdown } from './markdown/parse-markdown.ts'
export type { Problem } from './problem.ts'
export type { PublishContext, PublishProgress } from './publish/publish-context.ts'
export { publishSite } from './publish/publish-site.ts'
export type * from './publish/site-outcome.ts'
export type { Asset } from './scan/asset.ts'
export { createAssetReader } from './scan/assets/create-asset-reader.ts'
export { desirePosts } from './scan/desire-posts.ts'
export type { DesiredPost } from './scan/desired-post.ts'
export { scanContent } from './scan/scan-content.ts'
export type { FrontMatter, SourceFile } from './scan/source-file.ts'
