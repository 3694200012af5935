/** GitHub's limit for a comment, with room for what it counts in bytes. */
const MOST_CHARACTERS = 60_000

/** Composes a marker that is hidden in the comment, so that the next run finds it. Two configs in one repository have a comment each. */
export function composeMarker(config: string): string {
  return `<!-- ghost-sync comment ${encodeURIComponent(config)} -->`
}

/**
 * Composes the text of the comment: the reports in this order. A problem that is in two of them is shown in the first alone.
 * @param parts as `--report-file` wrote them
 */
export function composeComment(marker: string, parts: readonly string[]): string {
  const seen = new Set<string>()
  const lines = parts
    .map((part) => part.trim())
    .join('\n\n')
    .split('\n')
    .filter((line) => {
      const isTold = /^- (?:error|warning) /.test(line) && seen.has(line)
      seen.add(line)
      return !isTold
    })
  const text = `${marker}\n${lines.join('\n')}`
  if (text.length <= MOST_CHARACTERS) return text
  const cut = text.slice(0, MOST_CHARACTERS)
  return `${cut.slice(0, cut.lastIndexOf('\n'))}\n\nThe rest is in the summary of the run.`
}

export interface CommentInput {
  /** GITHUB_API_URL, without a slash at its end. */
  readonly api: string
  /** `owner/name` */
  readonly repository: string
  readonly pull: number
  readonly token: string
  readonly marker: string
  readonly body: string
}

export type CommentOutcome =
  | { readonly kind: 'created' | 'updated' | 'unchanged'; readonly url: string }
  /** The comment could not be written; nothing in the run depends on it. `hint` is one sentence. */
  | { readonly kind: 'failed'; readonly message: string; readonly hint: string }

interface Comment {
  readonly id: number
  readonly html_url: string
  readonly body: string
  readonly user: string
}

const MOST_PAGES = 30
const TIMEOUT_MILLISECONDS = 30_000

/** Writes the one comment of a pull request: changes the existing one in place, or makes one. */
export async function upsertComment(input: CommentInput): Promise<CommentOutcome> {
  const { repository, pull, marker, body } = input
  const comments = `/repos/${repository}/issues/${pull}/comments`
  try {
    const found = await findComment(input, comments, marker)
    if (found?.body === body) return { kind: 'unchanged', url: found.html_url }
    const written =
      found === undefined
        ? await ask(input, 'POST', comments, { body })
        : await ask(input, 'PATCH', `/repos/${repository}/issues/comments/${found.id}`, { body })
    return { kind: found === undefined ? 'created' : 'updated', url: readComment(written)?.html_url ?? '' }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { kind: 'failed', message: error.message, hint: error.hint }
  }
}

/** Finds our own comment only: anybody can write the marker, and the token could change anybody's comment. */
async function findComment(input: CommentInput, path: string, marker: string): Promise<Comment | undefined> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const listed = await ask(input, 'GET', `${path}?per_page=100&page=${page}`)
    const comments = Array.isArray(listed) ? listed.map(readComment) : []
    const found = comments.find((one) => one?.body.startsWith(marker) === true && one.user === 'Bot')
    if (found !== undefined) return found
    if (comments.length < 100) return undefined
  }
  return undefined
}

function readComment(value: unknown): Comment | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { id, html_url, body, user } = value as Record<string, unknown>
  if (typeof id !== 'number' || typeof html_url !== 'string') return undefined
  const type = typeof user === 'object' && user !== null && 'type' in user ? String(user.type) : ''
  return { id, html_url, body: typeof body === 'string' ? body : '', user: type }
}

class Refusal extends Error {
  readonly hint: string

  constructor(message: string, hint: string) {
    super(message)
    this.hint = hint
  }
}

async function ask(
  { api, token }: CommentInput,
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  body?: Readonly<Record<string, string>>,
): Promise<unknown> {
  const response = await fetch(`${api}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'application/vnd.github+json',
      'content-type': 'application/json',
      'user-agent': 'ghost-sync',
      'x-github-api-version': '2022-11-28',
    },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Refusal(`GitHub did not answer (${why})`, 'Run the job again.')
  })
  if (response.ok) return response.json()
  const denied = response.status === 401 || response.status === 403 || response.status === 404
  throw new Refusal(
    `GitHub answered ${response.status}`,
    denied ? 'Give the job `permissions: { contents: read, pull-requests: write }`.' : 'Run the job again.',
  )
}
