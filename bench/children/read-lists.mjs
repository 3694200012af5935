// Reads lists of posts with plain fetch, and parses them.
import { signToken } from './sign-token.mjs'
import { startClock } from './start-clock.mjs'

const { urls, adminKey } = JSON.parse(process.argv[2])
const stop = startClock()
for (const url of urls) {
  const answer = await fetch(url, {
    headers: { authorization: `Ghost ${signToken(adminKey)}`, 'accept-version': 'v5.0' },
  })
  if (answer.status !== 200) throw new Error(`${answer.status} for ${url}`)
  JSON.parse(await answer.text())
}
console.log(JSON.stringify(stop()))
