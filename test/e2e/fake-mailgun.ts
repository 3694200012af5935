import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { askAsOwner } from './ask-as-owner.ts'
import type { TestSite } from './boot-sites.ts'

/** One batch that Ghost handed over for delivery. */
export interface SentBatch {
  readonly to: readonly string[]
  readonly subject: string
  readonly html: string
}

export interface FakeMailgun {
  /**
   * Batches with this subject: as many as expected, and whatever Ghost hands over besides within a second.
   * @param expected how many are waited for
   */
  readonly sent: (subject: string, expected: number) => Promise<readonly SentBatch[]>
  readonly close: () => Promise<void>
}

/** Ghost makes a batch some 0.3 s after the record of the e-mail; a busy machine takes longer. */
const PATIENCE_MILLISECONDS = 20_000
const QUIET_MILLISECONDS = 1_000

/**
 * Plays the API of Mailgun, the only way in which Ghost sends newsletters, and keeps what it is given: on loopback, and Ghost is told of no
 * other. Every request is held against what Ghost 5.130 and 6 really send.
 */
export async function startFakeMailgun(site: TestSite): Promise<FakeMailgun> {
  const batches: SentBatch[] = []
  const server = createServer(async (request, response) => {
    const body = await readWhole(request)
    const isMessage = request.method === 'POST' && request.url === '/v3/loopback.example.com/messages'
    if (isMessage) batches.push(readBatch(request, body))
    response.writeHead(200, { 'content-type': 'application/json' })
    // Anything else is Ghost asking what became of its messages.
    response.end(JSON.stringify(isMessage ? { id: `<${batches.length}@loopback>`, message: 'Queued.' } : { items: [] }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v3`
  await configure(site, { mailgun_base_url: base, mailgun_api_key: 'key', mailgun_domain: 'loopback.example.com' })
  return {
    sent: async (subject, expected) => {
      const deadline = performance.now() + PATIENCE_MILLISECONDS
      const found = () => batches.filter((batch) => batch.subject === subject)
      while (found().length < expected && performance.now() < deadline) await sleep(100)
      await sleep(QUIET_MILLISECONDS)
      return found()
    },
    close: async () => {
      await configure(site, { mailgun_base_url: null, mailgun_api_key: null, mailgun_domain: null })
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

async function configure(site: TestSite, values: Record<string, string | null>): Promise<void> {
  const settings = Object.entries(values).map(([key, value]) => ({ key, value }))
  const answer = (await askAsOwner(site, 'PUT', 'settings/', { settings })) as { settings: typeof settings }
  // Before anything is sent: Ghost knows of this address and no other.
  expect(answer.settings).toEqual(
    expect.arrayContaining(settings.slice(0, 1).map((one) => expect.objectContaining(one))),
  )
}

function readBatch(request: IncomingMessage, body: string): SentBatch {
  const boundary = /boundary=(.+)$/.exec(request.headers['content-type'] ?? '')?.[1] ?? ''
  const fields = body.split(`--${boundary}`).flatMap((part): [string, string][] => {
    const [, name, value] = /name="([^"]+)"\r\n\r\n([\s\S]*?)\r\n$/.exec(part) ?? []
    return name === undefined || value === undefined ? [] : [[name, value]]
  })
  const values = (name: string) => fields.filter(([key]) => key === name).map(([, value]) => value)
  expect([...new Set(fields.map(([name]) => name))]).toEqual(expect.arrayContaining(SENT_FIELDS))
  expect(request.headers.authorization).toBe(`Basic ${btoa('api:key')}`)
  const [variables = '{}'] = values('recipient-variables')
  // Mailgun sends every address a mail of its own only because of these.
  expect(Object.keys(JSON.parse(variables) as object).sort()).toEqual(values('to').sort())
  return { to: values('to').sort(), subject: values('subject')[0] ?? '', html: values('html')[0] ?? '' }
}

const SENT_FIELDS = ['to', 'from', 'subject', 'html', 'text', 'recipient-variables', 'v:email-id', 'o:tag']

async function readWhole(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
