import { isObject, parseJson } from './json-value.ts'
import type { Answer } from './outcome.ts'

/** Ghost's explanation of a refusal: the first of `errors`. */
export interface GhostError {
  readonly message: string
  readonly context: string | undefined
  /** `ValidationError`, `UpdateCollisionError`. */
  readonly type: string | undefined
  /** `UNKNOWN_ADMIN_API_KEY`, `INVALID_JWT`, `UPDATE_COLLISION`. */
  readonly code: string | undefined
  readonly help: string | undefined
  /**
   * Fields that this Ghost lacks, and because of which it refused the whole request; Ghost 3 and 4 name them in `details` (seen on 3.42 and 4.48).
   */
  readonly unknownFields: readonly string[]
}

/** Reads Ghost's error from an answer; undefined when the answer is not Ghost's (a proxy's page, say). */
export function readGhostError(answer: Answer): GhostError | undefined {
  const body = parseJson(answer.text)
  if (!isObject(body) || !Array.isArray(body.errors)) return undefined
  const first: unknown = body.errors[0]
  if (!isObject(first) || typeof first.message !== 'string') return undefined
  const text = (key: string): string | undefined => {
    const value = first[key]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  return {
    message: first.message,
    context: text('context'),
    type: text('type') ?? text('errorType'),
    code: text('code'),
    help: text('help'),
    unknownFields: readUnknownFields(first.details),
  }
}

function readUnknownFields(details: unknown): readonly string[] {
  return (Array.isArray(details) ? details.filter(isObject) : []).flatMap(({ params }) =>
    isObject(params) && typeof params.additionalProperty === 'string' ? [params.additionalProperty] : [],
  )
}
