import { Buffer } from 'node:buffer'
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What is done to one request on its way. */
export type Fault =
  /** The server does what was asked, after `before`; its answer is lost. */
  | { readonly kind: 'lose-answer'; readonly before?: () => Promise<void> }
  /** The connection breaks before the server has seen anything. */
  | { readonly kind: 'lose-request' }
  /** The answer comes from here; the server sees nothing. */
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers?: Record<string, string>
      /** Sent as JSON; a text is sent as it stands. */
      readonly body?: unknown
    }
  /** Nothing comes back; the server sees nothing. */
  | { readonly kind: 'hang' }
  /** The server does it; its answer breaks off in the middle of the body. */
  | { readonly kind: 'cut' }
  /** The server does it; its answer comes byte by byte, so many milliseconds apart. */
  | { readonly kind: 'drip'; readonly milliseconds: number }
  /** The server does it; head and body of its answer are sent otherwise. */
  | {
      readonly kind: 'rewrite'
      readonly rewrite: (answer: { readonly headers: Record<string, string>; readonly body: string }) => {
        readonly headers: Record<string, string>
        readonly body: string
      }
    }
  /** The server gets half of the body, then the connection breaks. */
  | { readonly kind: 'half-request'; readonly act?: () => void }
  /** The connection breaks, and from now on nothing listens any more, until `resume`. */
  | { readonly kind: 'refuse' }
  /** The request is held until the promise is kept, then sent on although nobody may wait for its answer any more. */
  | { readonly kind: 'hold'; readonly until: Promise<void> }
  /** Something happens first (an edit in Ghost, a kill), then the request goes its way. */
  | { readonly kind: 'before'; readonly act: () => Promise<void> | void }
  /** The answer's text is changed on its way back. */
  | { readonly kind: 'alter'; readonly change: (body: string) => string }
  /** The server has done it; something happens, then the answer goes its way. */
  | { readonly kind: 'after'; readonly act: () => Promise<void> | void }
  /** Both: something happens before the server is asked, and something before its answer goes its way. */
  | { readonly kind: 'around'; readonly before: () => Promise<void> | void; readonly after: () => Promise<void> | void }

export interface ProxiedRequest {
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly body: string
  /** When it arrived, in milliseconds of the process's own clock. */
  readonly at: number
  /** Undefined as long as, or where, no answer went back. */
  status: number | undefined
}

export interface FaultProxy {
  readonly url: string
  /** Every request, in the order of arrival. */
  readonly seen: ProxiedRequest[]
  /** Asked for every request; undefined lets it pass. Replaces the rule before it. */
  readonly setRule: (rule: (request: ProxiedRequest) => Fault | undefined) => void
  /** Takes the `Date` header out of every answer. */
  readonly hideDate: () => void
  /** Until the server has answered all that it was asked, also what nobody waits for any more. */
  readonly settle: () => Promise<void>
  /** Listens again, on the same port, after `refuse`. */
  readonly resume: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Stands between the command line and a real Ghost on loopback, and breaks what its rule says. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const seen: ProxiedRequest[] = []
  const underWay = new Set<Promise<void>>()
  let rule: (request: ProxiedRequest) => Fault | undefined = () => undefined
  let dateHidden = false

  const refuse = (): void => {
    server.close()
    server.closeAllConnections()
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readWhole(request)
    if (body === undefined) return
    const path = (request.url ?? '').split('?')[0] ?? ''
    const noted: ProxiedRequest = {
      method: request.method ?? '',
      path,
      body: body.toString('latin1'),
      at: performance.now(),
      status: undefined,
    }
    seen.push(noted)
    const fault = rule(noted)
    if (fault?.kind === 'lose-request') return void response.destroy()
    if (fault?.kind === 'answer') {
      noted.status = fault.status
      response.writeHead(fault.status, { 'content-type': 'application/json; charset=utf-8', ...fault.headers })
      if (typeof fault.body === 'string') return void response.end(fault.body)
      return void response.end(JSON.stringify(fault.body ?? { errors: [{ message: 'Made up.', type: 'Fault' }] }))
    }
    if (fault?.kind === 'hang') return
    if (fault?.kind === 'refuse') return refuse()
    if (fault?.kind === 'half-request') {
      fault.act?.()
      await forwardHalf(target, request, body)
      return void response.destroy()
    }
    if (fault?.kind === 'hold') await fault.until
    if (fault?.kind === 'before') await fault.act()
    if (fault?.kind === 'lose-answer' || fault?.kind === 'around') await fault.before?.()
    // Compressed, it could not be changed as text.
    if (fault?.kind === 'alter' || fault?.kind === 'rewrite') request.headers['accept-encoding'] = 'identity'
    const forwarded = await forward(target, request, body)
    const answer =
      fault?.kind === 'alter'
        ? { ...forwarded, body: Buffer.from(fault.change(forwarded.body.toString('utf8'))) }
        : forwarded
    if (fault?.kind === 'alter') delete answer.headers['content-length']
    if (fault?.kind === 'lose-answer') return void response.destroy()
    if (fault?.kind === 'after') await fault.act()
    if (fault?.kind === 'around') await fault.after()
    noted.status = answer.status
    if (dateHidden) {
      response.sendDate = false
      delete answer.headers.date
    }
    await sendAnswer(response, answer, fault)
  }

  const server = createServer((request, response) => {
    const work = handle(request, response)
      .catch((error: unknown) => void response.destroy(error instanceof Error ? error : undefined))
      .finally(() => underWay.delete(work))
    underWay.add(work)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    setRule: (next) => {
      rule = next
    },
    hideDate: () => {
      dateHidden = true
    },
    settle: async () => {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    resume: () =>
      server.listening ? Promise.resolve() : new Promise((resolve) => server.listen(port, '127.0.0.1', resolve)),
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

async function sendAnswer(response: ServerResponse, answer: Answer, fault: Fault | undefined): Promise<void> {
  const { status, headers, body } = answer
  if (fault?.kind === 'rewrite') {
    const altered = fault.rewrite({ headers: flatten(headers), body: body.toString('utf8') })
    response.writeHead(status, { ...altered.headers, 'content-length': Buffer.byteLength(altered.body) })
    return void response.end(altered.body)
  }
  response.writeHead(status, headers)
  if (fault?.kind === 'cut') {
    // A 204 has no body to be cut: it is lost between its head and its end.
    response.write(body.subarray(0, body.length / 2), () => response.destroy())
    return
  }
  if (fault?.kind === 'drip') {
    for (const byte of body) {
      if (response.destroyed) return
      response.write(Buffer.from([byte]))
      await new Promise((resolve) => setTimeout(resolve, fault.milliseconds))
    }
  }
  response.end(fault?.kind === 'drip' ? undefined : body)
}

function flatten(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}

/** @returns undefined when the client went away in the middle */
async function readWhole(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer)
  } catch {
    return undefined
  }
  return Buffer.concat(chunks)
}

interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

function forward(target: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
  const { hostname, port, host } = new URL(target)
  return new Promise((resolve, reject) => {
    const outgoing = ask(
      { hostname, port, method, path: url, headers: { ...headers, host, 'content-length': body.length } },
      async (answer) => {
        const whole = await readWhole(answer)
        if (whole === undefined) return reject(new Error('the server broke its answer off'))
        const { 'transfer-encoding': _, ...rest } = answer.headers
        resolve({ status: answer.statusCode ?? 502, headers: rest, body: whole })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** Sends the head and half of the body, waits until they are on their way, and breaks the connection. */
function forwardHalf(target: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<void> {
  const { hostname, port, host } = new URL(target)
  return new Promise((resolve) => {
    const outgoing = ask({
      hostname,
      port,
      method,
      path: url,
      headers: { ...headers, host, 'content-length': body.length },
    })
    outgoing.on('error', () => resolve())
    outgoing.write(body.subarray(0, body.length / 2), () => setTimeout(() => outgoing.destroy(new Error('cut')), 20))
  })
}
