import { describe, expect, test } from 'vitest'
import { openSecretStore, redactSecrets } from '../../src/model/secrets.ts'
import { renderBug } from '../../src/report/problems/render-failure.ts'
import { renderJson } from '../../src/report/text/json.ts'

const ID = 'a1'.repeat(12)
const SECRET = 'b2'.repeat(32)
const CONTENT = 'c3'.repeat(13)
const TOKEN = `eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiIvYWRtaW4vIn0.${'x-_9'.repeat(10)}`

describe('redactSecrets finds a key', () => {
  test.each([
    ['alone', `${ID}:${SECRET}`],
    ['in capitals', `${ID}:${SECRET}`.toUpperCase()],
    ['in a URL', `https://x.example/?key=${CONTENT}&limit=1`],
    ['with an encoded colon', `${ID}%3A${SECRET}`],
    ['behind an encoded character', `q=%26key%3D${CONTENT}`],
    ['the half behind an encoded colon', `%3a${SECRET}`],
    ['behind a name with an underscore', `KEY_${SECRET}_END`],
    ['behind letters', `token${SECRET}z`],
    ['behind an escaped line break', `"a\\n${SECRET}\\n"`],
    ['behind an escape that ends in a hex digit', `"a\\b${SECRET}" "\\u003d${CONTENT}" \\x3a${SECRET}`],
    ['in a header', `authorization: Ghost ${TOKEN}`],
    ['a token cut short', TOKEN.slice(0, -20)],
    ['a token behind letters', `Ghost_${TOKEN}`],
    ['a token in Markdown', `Ghost ${TOKEN.replaceAll('_', '\\_').replaceAll('.', '\\.')}`],
    ['a token in Markdown in JSON', JSON.stringify(`Ghost ${TOKEN.replaceAll('_', '\\_').replaceAll('-', '\\-')}`)],
    ['several', `${CONTENT} ${SECRET}, ${ID}:${SECRET}; ${TOKEN}`],
  ])('%s', (_, text) => {
    const clean = redactSecrets(text)
    expect(clean).toContain('[redacted]')
    for (const secret of [SECRET, CONTENT, 'eyJhbGci', 'x-_9'.repeat(4)])
      expect(clean.toLowerCase()).not.toContain(secret)
  })

  test.each([
    ['a commit', '3f2a9c0d11e2b4a73f2a9c0d11e2b4a73f2a9c0d'],
    ['an id of Ghost', '6563a1b2c3d4e5f6a7b8c9d0'],
    ['the digest of an asset', 'photo-3f2a9c0d11e2b4a7.png'],
    ['longer hex', 'ab'.repeat(40)],
  ])('and not %s', (_, text) => expect(redactSecrets(text)).toBe(text))
})

describe('the report of a bug', () => {
  test('holds no key: not in the stack, the causes, their causes, nor those of several at once', () => {
    const innermost = new Error(`connect with Ghost ${TOKEN}`)
    const cause = new AggregateError([innermost, new Error(`key=${CONTENT}`)], `tried ${ID}:${SECRET}`)
    const error = Object.assign(new Error(`failed for ${SECRET}\n::add-mask::\u001b[31m`, { cause }), {
      request: { headers: { authorization: `Ghost ${TOKEN}` } },
    })
    const shown = renderBug(error)
    for (const secret of [SECRET, CONTENT, TOKEN.slice(0, 20), 'x-_9']) expect(shown).not.toContain(secret)
    expect(shown).toContain('caused by: AggregateError: tried [redacted]')
    expect(shown).toContain('caused by: Error: connect with Ghost [redacted]')
    expect(shown).not.toMatch(/^::|\u001b/m)
  })

  test.each([`text ${SECRET}`, undefined, null, { authorization: TOKEN }])(
    'what is thrown and no error: %j',
    (thrown) => {
      expect(renderBug(thrown)).not.toMatch(/b2b2|eyJ/)
    },
  )
})

test('the vault knows keys by value, and leaves alone what only looks like one', () => {
  const { addSecret: keep, redact: conceal } = openSecretStore()
  for (const secret of [SECRET, '', TOKEN]) keep(secret)
  const other = 'd4'.repeat(32)
  expect(conceal(`{"a":"${SECRET.toUpperCase()}","b":"Ghost ${TOKEN}","sha256":"${other}"}`)).toBe(
    `{"a":"[redacted]","b":"Ghost [redacted]","sha256":"${other}"}`,
  )
  // A server that sends a token back as a text, which is shown as the Markdown of it.
  const escaped = TOKEN.replaceAll('_', '\\_')
  expect(conceal(escaped)).toBe('[redacted]')
  expect(conceal(JSON.stringify({ escaped }))).toBe('{"escaped":"[redacted]"}')
})

test('JSON reaches no terminal and no CI system as anything but JSON', () => {
  const value = {
    title: 'a\u009b31m\u001b]52;c;eA==\u0007\u202egpj \u{e0041} ##[group]x ##vso[task]\n::error::y',
    world: '世界 👩‍👧',
  }
  const json = renderJson(value)
  expect(JSON.parse(json)).toEqual(value)
  expect(json).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]|##\[|##vso|^\s*::/mu)
  expect(json).toContain('世界 👩‍👧')
})
