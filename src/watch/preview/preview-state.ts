import type { Problem } from '../../problem.ts'

/** All that the preview page shows, as it is sent to it. Nothing in it is HTML. */
export interface PreviewState {
  /** In the order of their paths. */
  readonly posts: readonly PreviewPost[]
  /** Path of the post that was saved last; undefined before the first save. */
  readonly latest: string | undefined
  /** What the watch is doing or waiting for, one sentence. */
  readonly message: string
  readonly tone: 'good' | 'busy' | 'bad'
}

export interface PreviewPost {
  /** `SourceFile.path`. */
  readonly path: string
  readonly title: string
  readonly problems: readonly Pick<Problem, 'severity' | 'line' | 'message' | 'cure'>[]
  readonly views: readonly PreviewView[]
}

/** A post on one site. */
export interface PreviewView {
  readonly site: string
  /** What readers see, or Ghost's preview of a draft; undefined when the post is not in Ghost. */
  readonly url: string | undefined
  /** Grows with every push of the post: a page that shows a lower one is out of date. */
  readonly version: number
  /** Whether it is a draft's preview, or the page that readers see. */
  readonly kind: 'draft' | 'live'
  /** What came of the last push, where that is not simply that it worked. */
  readonly note: string | undefined
  /** Whether the site lets itself be shown inside another page. */
  readonly framed: boolean
}
