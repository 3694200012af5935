import { readFileSync, rmSync } from 'node:fs'
import { createServer as createPlainServer, type Server } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openWorkspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

// Sites to which no connection comes about: TLS that cannot be trusted, a name that does not exist, a port where nothing listens. No request gets
// through, the key stays here, and the message says which of them it is.
//
// The certificates were made for this test and for no host: `self.pem` for localhost, `wrong.pem` for another name, `expired.pem` for January 2020.

const [site] = readTestSites()
if (site === undefined) throw new Error('no site')

const servers: Server[] = []
let requests = 0
afterAll(() => {
  for (const server of servers) server.close()
})

async function listen(server: Server): Promise<number> {
  server.on('request', (_, response) => {
    requests += 1
    response.writeHead(404).end()
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

function certificate(name: string): string {
  return join(import.meta.dirname, 'certificates', `${name}.pem`)
}

function serve(name: string): Promise<number> {
  const pem = readFileSync(certificate(name), 'utf8')
  return listen(createServer({ key: pem, cert: pem }) as unknown as Server)
}

async function push(
  url: string,
  trusted?: string,
): Promise<{ code: number | null; stderr: string; milliseconds: number }> {
  const workspace = openWorkspace({ name: 'unreachable', sites: [{ ...(site as typeof site & object), url }] })
  workspace.write('content/posts/one.md', '---\ntitle: One\n---\nText.\n')
  const started = performance.now()
  const env = trusted === undefined ? {} : { NODE_EXTRA_CA_CERTS: certificate(trusted) }
  const { code, stdout, stderr } = await workspace.runWith(env, 'push')
  rmSync(workspace.folder, { recursive: true, force: true })
  return { code, stderr: stdout + stderr, milliseconds: performance.now() - started }
}

test.each([
  ['self-signed', 'self', undefined, 'its TLS certificate is not signed by an authority that this machine trusts.'],
  ['for another host', 'wrong', 'wrong', 'its TLS certificate is for another host name.'],
  ['expired', 'expired', 'expired', 'its TLS certificate has expired.'],
])('a certificate that is %s', async (_, name, trusted, says) => {
  const { code, stderr, milliseconds } = await push(`https://localhost:${await serve(name)}`, trusted)
  expect(stderr).toContain(`cannot be reached: ${says}  (site/unreachable)`)
  expect(stderr).toContain('hint: ')
  expect(code).toBe(5)
  expect(milliseconds).toBeLessThan(40_000)
  expect(requests).toBe(0)
})

test('a server that speaks plain http where https was asked for', async () => {
  const { code, stderr } = await push(`https://localhost:${await listen(createPlainServer())}`)
  expect(stderr).toContain('cannot be reached: no TLS connection could be made.')
  expect(code).toBe(5)
  expect(requests).toBe(0)
})

// So that the three above do not fail for a reason of their own.
test('a certificate that is trusted: the connection comes about', async () => {
  const { code, stderr } = await push(`https://localhost:${await serve('self')}`, 'self')
  expect(stderr).toContain('There is no Ghost at')
  expect(code).toBe(5)
  expect(requests).toBe(1)
})

test('a port where nothing listens', async () => {
  const server = createPlainServer()
  const port = await listen(server)
  server.close()
  const { code, stderr } = await push(`http://127.0.0.1:${port}`)
  expect(stderr).toContain('cannot be reached: nothing listens there (connection refused).')
  expect(code).toBe(5)
})

// `.invalid` exists nowhere (RFC 6761); a resolver that is offline says so in its own way.
test('a name that does not exist', async () => {
  const { code, stderr } = await push('https://ghost.invalid')
  expect(stderr).toMatch(/cannot be reached: (there is no host of that name|the name could not be looked up)\./)
  expect(code).toBe(5)
})
