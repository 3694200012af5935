// Creates posts with plain fetch from payloads that are ready, some at a time.
import { readFileSync } from 'node:fs'
import { signToken } from './sign-token.mjs'
import { startClock } from './start-clock.mjs'

const { url, adminKey, file, concurrency } = JSON.parse(process.argv[2])
const waiting = JSON.parse(readFileSync(file, 'utf8')).map((payload) => JSON.stringify(payload))
const stop = startClock()
const lanes = Array.from({ length: concurrency }, async () => {
  for (let body = waiting.shift(); body !== undefined; body = waiting.shift()) {
    const headers = {
      authorization: `Ghost ${signToken(adminKey)}`,
      'accept-version': 'v5.0',
      'content-type': 'application/json',
    }
    const answer = await fetch(`${url}/ghost/api/admin/posts/?formats=lexical,html`, { method: 'POST', headers, body })
    if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`)
    JSON.parse(await answer.text())
  }
})
await Promise.all(lanes)
console.log(JSON.stringify(stop()))
