/** What is asked of a site, before it is signed and sent. */
export interface OutgoingRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE'
  /** Relative to the site's URL, no leading slash: `ghost/api/admin/posts/`. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: OutgoingBody
  /** Whether an Admin API token goes along, and whom it is for (`ApiDialect.audience`). */
  readonly auth: 'none' | { readonly audience: string }
  /** `v5.0`; left out for the probe that finds it out, and for a Ghost that does not know the header. */
  readonly acceptVersion?: string | undefined
  /** Attempts in all. @default 4 */
  readonly attempts?: number
}

export type OutgoingBody =
  | { readonly kind: 'json'; readonly value: unknown }
  /** `size` in bytes: an upload may take longer than other requests, by its size. */
  | { readonly kind: 'form'; readonly form: FormData; readonly size: number }

/** An answer, whatever its status, read to its end. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** How one attempt ended. The kinds differ in what may have happened on the server, which is what a write has to know. */
export type Outcome =
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** Refused, no such host, no route, bad certificate: the server never saw the request. */
  | { readonly kind: 'not-sent'; readonly error: unknown }
  /** The connection broke, before the answer or within it: the server may have done what was asked. */
  | { readonly kind: 'broken-off'; readonly error: unknown; readonly status: number | undefined }
  /** The answer went beyond `Connection.maxAnswerBytes`, and its rest was not read: the server may have done what was asked. */
  | { readonly kind: 'too-large'; readonly status: number }
  /** No answer, or not the whole of it, in time: the server may have done what was asked. */
  | { readonly kind: 'timed-out'; readonly error: unknown }
