import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Served } from './bad-input.ts'

/** A server on loopback that answers everything alike: what stands where somebody thought that a Ghost was. */
export async function serveAnswer(status: number, headers: Record<string, string>, body: string): Promise<Served> {
  const server = createServer((_, response) => {
    response.writeHead(status, headers)
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** An address at which nothing listens any more. */
export async function serveNothing(): Promise<Served> {
  const { url, close } = await serveAnswer(200, {}, '')
  await close()
  return { url, close: async () => {} }
}
