/**
 * ghost-sync as a library: a project with the same plan, push, pull and check as the command line, and the conversion between Markdown and
 * Ghost's documents.
 *
 * @example
 * import { openProject } from 'ghost-sync'
 *
 * const project = await openProject({ cwd: process.cwd(), env: process.env })
 * const plan = await project.plan()
 * const outcome = await project.push(plan)
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
export type * from './diff/plan.ts'
export type { PostEdit } from './ghost/posts/read-edits.ts'
export type { Stamp } from './ghost/posts/remote-post.ts'
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
export { EXIT_CODE, type ExitCode, type FailureDetails, type FailureRecord, GhostSyncFailure } from './model/failure.ts'
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
export type { PublishProgress } from './publish/publish-context.ts'
export type * from './publish/site-outcome.ts'
export type { PullOutcome, PullResult } from './pull/pull-context.ts'
export type { Redirect } from './scan/redirects.ts'
export { type ScannedContent, scanContent } from './scan/scan-content.ts'
export type { FrontMatter, FrontMatterEntry, SourceFile } from './scan/source/source-file.ts'
export { openProject } from './sync/library/open-project.ts'
export type * from './sync/library/project.ts'
