/** A request to a site before it is signed and sent. */
export interface OutgoingRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE'
  /** Relative to the site's URL, no leading slash: `ghost/api/admin/posts/`. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: OutgoingBody
  /** Whether an Admin API token is sent, and its audience (`ApiDialect.audience`). */
  readonly auth: 'none' | { readonly audience: string }
  /** `v5.0`; absent for the probe that finds the version, and for a Ghost that does not know the header. */
  readonly acceptVersion?: string | undefined
  /** Maximum number of attempts. @default 4 */
  readonly attempts?: number
}

export type OutgoingBody =
  | { readonly kind: 'json'; readonly value: unknown }
  /** `size` in bytes: an upload may take longer than other requests, by its size. */
  | { readonly kind: 'form'; readonly form: FormData; readonly size: number }

/** A complete answer, whatever its status. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** How one attempt ended. The kinds differ in what may have happened on the server, which a write has to know. */
export type Outcome =
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** The connection was refused, or there is no such host, no route or a bad certificate: the server never saw the request. */
  | { readonly kind: 'not-sent'; readonly error: unknown }
  /** The connection broke, before the answer or within it: the server may have done what was asked. */
  | { readonly kind: 'broken-off'; readonly error: unknown; readonly status: number | undefined }
  /** The answer was larger than `Connection.maxAnswerBytes`, and its rest was not read: the server may have done what was asked. */
  | { readonly kind: 'too-large'; readonly status: number }
  /** No complete answer came in time: the server may have done what was asked. */
  | { readonly kind: 'timed-out'; readonly error: unknown }
