import type { ResolvedReference } from '../document/markdown-document.ts'
import type { MarkdownOptions } from '../document/markdown-options.ts'

export type ReferenceKind = 'image' | 'link' | 'media'

export interface WriteOptions {
  /** What stands in the Markdown for a URL of the site: a relative path for a file that was downloaded, else the URL itself. */
  readonly rewrite: (url: string, kind: ReferenceKind) => string
  /** How the text will be read. What is left out has its default. */
  readonly markdown?: Partial<MarkdownOptions>
}

/** One run of the writer: what it wrote for each URL, so that reading it back gives the URLs again. */
export interface WriteContext {
  readonly rewrite: (url: string, kind: ReferenceKind) => string
  /** As `rewrite`; for a file that stands beside the text, its size need not be written. */
  readonly rewriteImage: (url: string, size: Size) => { readonly target: string; readonly isLocal: boolean }
  /** The way back: what the converter is given to resolve references with. */
  readonly resolve: (target: string, kind: ReferenceKind) => ResolvedReference
  readonly markdown: Partial<MarkdownOptions>
}

export interface Size {
  readonly width: number | undefined
  readonly height: number | undefined
}

export function createWriteContext({ rewrite, markdown = {} }: WriteOptions): WriteContext {
  const written = new Map<string, ResolvedReference>()
  const rewriteImage: WriteContext['rewriteImage'] = (url, { width, height }) => {
    const target = rewrite(url, 'image')
    const isLocal = target !== url
    if (isLocal) {
      const size = width === undefined || height === undefined ? {} : { width, height }
      written.set(`image ${target}`, { url, ...size })
    }
    return { target, isLocal }
  }
  return {
    markdown,
    rewriteImage,
    rewrite: (url, kind) => {
      const target = url === '' ? '' : rewrite(url, kind)
      const key = `${kind} ${target}`
      if (target !== url && !written.has(key)) written.set(key, { url })
      return target
    },
    resolve: (target, kind) => written.get(`${kind} ${target}`) ?? { url: target },
  }
}
