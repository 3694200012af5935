import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface FakeComment {
  readonly id: number
  body: string
  readonly user: { readonly type: string }
  readonly html_url: string
}

/** The comments of one pull request, as GitHub's REST API has them. */
export async function startFakeGithub() {
  const state = { comments: [] as FakeComment[], status: 200, asked: [] as string[], authorization: '' }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '' } = request
      state.asked.push(`${method} ${url}`)
      state.authorization = request.headers.authorization ?? ''
      const answer = (status: number, value: unknown) => response.writeHead(status).end(JSON.stringify(value))
      if (state.status !== 200) return answer(state.status, { message: 'Resource not accessible by integration' })
      const body =
        chunks.length === 0 ? '' : (JSON.parse(Buffer.concat(chunks).toString('utf8')) as { body: string }).body
      const page = /^\/repos\/o\/r\/issues\/7\/comments\?per_page=100&page=(\d+)$/.exec(url)?.[1]
      if (method === 'GET' && page !== undefined) {
        const start = (Number(page) - 1) * 100
        return answer(200, state.comments.slice(start, start + 100))
      }
      if (method === 'POST' && url === '/repos/o/r/issues/7/comments') {
        const id = 1000 + state.comments.length
        const made = { id, body, user: { type: 'Bot' }, html_url: `https://github.example/o/r/pull/7#${id}` }
        state.comments.push(made)
        return answer(201, made)
      }
      const found = state.comments.find(({ id }) => url === `/repos/o/r/issues/comments/${id}`)
      if (method === 'PATCH' && found !== undefined) {
        found.body = body
        return answer(200, found)
      }
      return answer(404, { message: 'Not Found' })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { api: `http://127.0.0.1:${port}`, state, close: () => server.close() }
}
