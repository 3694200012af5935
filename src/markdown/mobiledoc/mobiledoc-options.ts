import type { MobiledocDialect } from './mobiledoc-document.ts'

export interface MobiledocOptions {
  readonly dialect: MobiledocDialect
  /** The site's public URL without a trailing slash; empty where it is not known. */
  readonly siteUrl: string
}
