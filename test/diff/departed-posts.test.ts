import { describe, expect, test } from 'vitest'
import { findDeparted } from '../../src/diff/departed-posts.ts'
import { digestPath, type Ledger, markPost } from '../../src/ghost/ledger/ledger.ts'
import type { RemotePost } from '../../src/ghost/posts/remote-post.ts'
import type { FieldValues } from '../../src/model/fields.ts'
import type { DesiredPost } from '../../src/scan/source/desired-post.ts'
import { makeDesired, makePushed, makeStamp, PROJECT, SITE } from './sample-posts.ts'

const ID = '6b04fca3a4eb412cc90c8eb8'
const former = makeDesired('posts/hello.md', { title: 'Hello' }, 'A text of its own')

function remember(post: DesiredPost, project = PROJECT): Ledger {
  const key = digestPath(project, post.path)
  const marks = markPost(makeStamp(post).fields)
  return { entries: new Map([[key, ID]]), marks: new Map(marks === undefined ? [] : [[key, marks]]), tags: [] }
}

function find(
  desired: readonly DesiredPost[],
  {
    remote = [],
    paths = desired.map(({ path }) => path),
    ledger = remember(former),
  }: {
    readonly remote?: readonly RemotePost[]
    readonly paths?: readonly string[]
    readonly ledger?: Ledger
  } = {},
) {
  return Object.fromEntries(findDeparted({ project: PROJECT, siteUrl: SITE, desired, remote, paths, ledger }))
}

const file = (path: string, fields: FieldValues, text: string) => makeDesired(path, { slug: 'other', ...fields }, text)

describe('a post that is gone, whose file is at another path', () => {
  test.each<[string, DesiredPost, string]>([
    ['its slug', makeDesired('blog/hello.md', { title: 'Another' }, 'Another text'), 'slug'],
    ['its text', file('posts/b.md', { title: 'Another' }, 'A text of its own'), 'body'],
    ['its title', file('posts/b.md', { title: 'Hello' }, 'Another text'), 'title'],
  ])('is known by %s', (_, post, by) => {
    expect(find([post])).toEqual({ [post.path]: { id: ID, by } })
  })

  test('is known under another project as well', () => {
    expect(find([former], { ledger: remember(former, 'former') })).toEqual({ [former.path]: { id: ID, by: 'slug' } })
  })

  test('is not any file with nothing in common, nor one without a text', () => {
    expect(find([file('posts/b.md', { title: 'Another' }, 'Another text')])).toEqual({})
    const empty = { ...former, body: { ...former.body, children: [] } }
    const other = { ...file('posts/b.md', { title: 'Another' }, ''), body: empty.body }
    expect(find([other], { ledger: remember(empty) })).toEqual({})
  })

  test.each<[string, Parameters<typeof find>[1]]>([
    ['its post is there', { remote: [makePushed(former, {}, ID)] }],
    ['its file is there', { paths: [former.path, 'blog/hello.md'] }],
    ['its file has a post, under another id (brought to another site)', { remote: [makePushed(former)] }],
    ['an older version wrote the entry', { ledger: { ...remember(former), marks: new Map() } }],
  ])('says nothing of another file while %s', (_, world) => {
    expect(find([makeDesired('blog/hello.md', { title: 'Hello' }, 'A text of its own')], world)).toEqual({})
  })
})
