import { describe, expect, it } from 'vitest'
import { parseSiteUrl } from '../../src/config/site-url.ts'

describe('parseSiteUrl', () => {
  it.each([
    ['https://blog.example.com', 'https://blog.example.com'],
    ['https://blog.example.com/', 'https://blog.example.com'],
    ['  https://blog.example.com//  ', 'https://blog.example.com'],
    ['blog.example.com', 'https://blog.example.com'],
    ['//blog.example.com', 'https://blog.example.com'],
    ['Blog.Example.COM', 'https://blog.example.com'],
    ['HTTPS://Blog.Example.COM/Blog/', 'https://blog.example.com/Blog'],
    ['blog.example.com:8443', 'https://blog.example.com:8443'],
    ['https://blog.example.com:443', 'https://blog.example.com'],
    ['https://example.com/blog/', 'https://example.com/blog'],
    ['example.com/a//b/', 'https://example.com/a/b'],
    ['https://example.com/ghost', 'https://example.com'],
    ['https://example.com/ghost/', 'https://example.com'],
    ['https://example.com/ghost/#/posts?type=draft', 'https://example.com'],
    ['https://example.com/blog/ghost/#/settings/integrations', 'https://example.com/blog'],
    ['https://example.com/ghost/?x=1#/signin', 'https://example.com'],
    ['https://example.com/ghost/api/admin/', 'https://example.com'],
    ['https://example.com/ghostwriter/', 'https://example.com/ghostwriter'],
    ['https://ghost.example.com', 'https://ghost.example.com'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['http://localhost:2368', 'http://localhost:2368'],
    ['localhost:2368', 'http://localhost:2368'],
    ['127.0.0.1:2368/ghost/', 'http://127.0.0.1:2368'],
    ['http://127.8.9.1', 'http://127.8.9.1'],
    ['http://[::1]:2368/blog', 'http://[::1]:2368/blog'],
    ['http://blog.localhost:2368', 'http://blog.localhost:2368'],
    ['https://localhost', 'https://localhost'],
  ])('%s becomes %s', (written, url) => {
    expect(parseSiteUrl(written, { allowHttp: false })).toEqual({ kind: 'url', url })
  })

  it.each([
    ['', 'is empty'],
    ['https://', 'is not an address: "https://"'],
    ['my blog', 'is not an address: "my blog"'],
    ['ftp://example.com', 'begins with ftp:, which is not a web address'],
    ['file:///srv/ghost', 'begins with file:, which is not a web address'],
    ['mailto:me@example.com', 'begins with mailto:, which is not a web address'],
    ['https://example.com/?page=2', 'holds a query (`?...`)'],
    ['https://example.com/?', 'holds a query (`?...`)'],
    ['https://example.com/#top', 'holds a fragment (`#...`)'],
    ['https://me:hunter2@example.com', 'holds a user name or a password'],
    ['https://me@example.com/ghost/', 'holds a user name or a password'],
    [
      'http://example.com',
      'is plain http to example.com: the token that signs every request would be readable on the way',
    ],
    [
      'http://localhost.example.com',
      'is plain http to localhost.example.com: the token that signs every request would be readable on the way',
    ],
    [
      'http://192.168.1.5:2368',
      'is plain http to 192.168.1.5: the token that signs every request would be readable on the way',
    ],
    [
      'http://127.0.0.1.example.com',
      'is plain http to 127.0.0.1.example.com: the token that signs every request would be readable on the way',
    ],
  ])('%s is refused: it %s', (written, reason) => {
    const parsed = parseSiteUrl(written, { allowHttp: false })
    expect(parsed).toMatchObject({ kind: 'refused', reason })
    expect(JSON.stringify(parsed)).not.toContain('hunter2')
  })

  it('tells the address that was meant', () => {
    expect(parseSiteUrl('https://me:pw@example.com/blog/?a=1', { allowHttp: false })).toMatchObject({
      hint: expect.stringContaining('Write https://example.com/blog.'),
    })
    expect(parseSiteUrl('http://example.com/blog/', { allowHttp: false })).toMatchObject({
      hint: expect.stringContaining('Write https://example.com/blog, or set allowHttp: true'),
    })
  })

  it('hides a password in an address that cannot be read', () => {
    expect(JSON.stringify(parseSiteUrl('https://me:hunter2@exa mple.com', { allowHttp: false }))).not.toContain(
      'hunter2',
    )
    expect(JSON.stringify(parseSiteUrl('me:hunter2@exa mple.com', { allowHttp: false }))).not.toContain('hunter2')
  })

  it('takes plain http anywhere where the site allows it', () => {
    expect(parseSiteUrl('http://ghost.lan/', { allowHttp: true })).toEqual({ kind: 'url', url: 'http://ghost.lan' })
  })
})
