import { describe, expect, test } from 'vitest'
import type { Action } from '../../../src/diff/plan.ts'
import type { RemotePost } from '../../../src/ghost/posts/remote-post.ts'
import { listPostRows } from '../../../src/report/sites/post-row.ts'
import { renderList } from '../../../src/report/sites/render-list.ts'
import { payload, remote, unchanged } from '../sample-plan.ts'

const removal = { reason: 'policy', publishedAt: null } as const
const drift = { field: 'title', remote: 'a', local: 'b' } as const

function post(id: string, status: string, title = 'There'): RemotePost {
  return {
    id,
    type: 'post',
    url: `https://example.com/${id}/`,
    updatedAt: '2026-11-01T10:00:00.000Z',
    fields: { title, slug: id, status, published_at: '2026-11-01T10:00:00.000Z' },
    body: { kind: 'other', format: 'empty' },
    owned: true,
    base: { kind: 'none' },
  }
}

function stateOf(action: Action): unknown {
  const [row] = listPostRows({ site: 'main', url: 'https://example.com', actions: [action], problems: [] }, [])
  return [row?.state, row?.path]
}

describe('listPostRows', () => {
  const there = remote('posts/a.md', 'A')
  test.each<[Action, string, string | null]>([
    [{ ...there, kind: 'create', payload: payload() }, 'new', 'posts/a.md'],
    [
      { ...there, kind: 'update', reason: 'changed', changes: [], drifts: [], payload: payload() },
      'pending',
      'posts/a.md',
    ],
    [unchanged('posts/a.md'), 'in-sync', 'posts/a.md'],
    [{ ...there, kind: 'unchanged', drifts: [drift] }, 'drift', 'posts/a.md'],
    [{ ...there, kind: 'conflict', reason: 'no-base', conflicts: [drift], drifts: [] }, 'conflict', 'posts/a.md'],
    [{ ...there, kind: 'unowned', differences: [] }, 'unowned', 'posts/a.md'],
    [{ ...there, kind: 'gone' }, 'gone', 'posts/a.md'],
    [{ ...there, kind: 'orphan', ...removal }, 'only-in-ghost', null],
    [{ ...there, kind: 'delete', ...removal }, 'only-in-ghost', null],
    [{ ...there, kind: 'unpublish', ...removal }, 'only-in-ghost', null],
    [{ ...there, kind: 'blocked', problems: [] }, 'problems', 'posts/a.md'],
  ])('$0.kind is $1', (action, state, path) => {
    expect(stateOf(action)).toEqual([state, path])
  })

  test('takes status, date and address from the site, and adds what no action is about', () => {
    const plan = { site: 'main', url: 'https://example.com', actions: [unchanged('posts/a.md')], problems: [] }
    const rows = listPostRows(plan, [post('6b04', 'published'), post('other', 'draft', 'Not here')])
    expect(rows).toMatchObject([
      {
        path: 'posts/a.md',
        state: 'in-sync',
        status: 'published',
        publishedAt: '2026-11-01T10:00:00.000Z',
        url: 'https://example.com/6b04/',
      },
      { path: null, title: 'Not here', state: 'only-in-ghost', status: 'draft' },
    ])
  })
})

describe('renderList', () => {
  const rows = listPostRows(
    {
      site: 'main',
      url: 'https://example.com',
      actions: [
        unchanged('posts/a.md'),
        { kind: 'create', path: 'posts/neu.md', type: 'page', title: '日本語のタイトル', payload: payload() },
      ],
      problems: [],
    },
    [post('6b04', 'published'), post('evil', 'draft', 'a\u001b[31m\nb')],
  )

  test('is a table with a count', () => {
    const text = renderList(rows, { colour: false })
    expect(text).toMatchInlineSnapshot(`
      "main
        = in sync         published  posts/a.md    posts/a.md        https://example.com/6b04/
        + not pushed yet  - page     posts/neu.md  日本語のタイトル
        ? only in Ghost   draft      -             a\\x1b[31m\\nb      https://example.com/evil/

      main: 3 posts, 1 in sync, 1 not pushed yet, 1 only in Ghost
      "
    `)
    expect(text).not.toContain('\u001b')
  })

  test('is nothing without posts', () => {
    expect(renderList([], { colour: false })).toBe('')
  })
})
