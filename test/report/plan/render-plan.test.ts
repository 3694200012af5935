import { describe, expect, it } from 'vitest'
import type { Action } from '../../../src/diff/plan.ts'
import { renderPlan } from '../../../src/report/plan/render-plan.ts'
import { body, NOW, payload, planOf, remote, unchanged } from '../sample-plan.ts'

const plain = { colour: false, diff: false, now: NOW }
const show = (action: Action, options = {}) => renderPlan(planOf([action]), { ...plain, ...options })

describe('each kind of action', () => {
  it('create', () => {
    const action: Action = { kind: 'create', path: 'posts/a.md', type: 'post', title: 'Hello', payload: payload() }
    expect(show(action)).toMatchInlineSnapshot(`
      "main  https://example.com
        + posts/a.md  "Hello"  published

      + create

      main: 1 to create
      "
    `)
  })

  it('create a page, with its fields when verbose', () => {
    const fields = {
      status: 'draft',
      tags: ['a', 'b, c'],
      feature_image: 'ghost-sync-asset:3f2a9c0d11e2b4a7',
      meta_title: null,
    }
    const action: Action = {
      kind: 'create',
      path: 'pages/a.md',
      type: 'page',
      title: 'About',
      payload: payload(fields),
    }
    expect(show(action, { verbose: true })).toMatchInlineSnapshot(`
      "main  https://example.com
        + pages/a.md  "About"  (page)  draft
            status         "draft"
            tags           a, "b, c"
            feature_image  local file 3f2a9c0d11e2b4a7
            meta_title     (empty)

      + create

      main: 1 to create
      "
    `)
  })

  it('update, with drift beside it', () => {
    const action: Action = {
      kind: 'update',
      ...remote('posts/b.md', 'New'),
      reason: 'changed',
      changes: [
        { field: 'title', remote: 'Old', local: 'New' },
        { field: 'custom_excerpt', remote: null, local: 'Short' },
        { field: 'tags', remote: ['a', 'b'], local: [] },
        { field: 'featured', remote: false, local: true },
        { field: 'body', remote: body('one\n\ntwo\n'), local: body('one\n\n2\n\nthree\n') },
      ],
      drifts: [
        { field: 'meta_title', remote: 'Editor', local: 'File' },
        { field: 'visibility', remote: 'members', local: 'public' },
      ],
      payload: payload(),
    }
    expect(show(action)).toMatchInlineSnapshot(`
      "main  https://example.com
        ~ posts/b.md  "New"
            title           "Old" -> "New"
            custom_excerpt  (empty) -> "Short"
            tags            a, b -> (empty)
            featured        false -> true
            body            +3 -1 lines
            kept as in Ghost: meta_title "Editor" (file says "File")
            kept as in Ghost: visibility "members" (file says "public")

      ~ update
      kept as in Ghost: edited there, and the edit stays. Changing that field in the file too makes it a conflict.

      main: 1 to update, 2 edits in Ghost kept
      "
    `)
  })

  it('rename alone, and rename with a change', () => {
    const base = {
      kind: 'update',
      reason: 'changed',
      renamedFrom: 'posts/old.md',
      drifts: [],
      payload: payload(),
    } as const
    const alone: Action = { ...base, ...remote('posts/new.md', 'T'), changes: [] }
    const both: Action = {
      ...base,
      ...remote('posts/two.md', 'U'),
      changes: [{ field: 'title', remote: 'T', local: 'U' }],
    }
    expect(renderPlan(planOf([alone, both]), plain)).toMatchInlineSnapshot(`
      "main  https://example.com
        → posts/new.md  "T"
            → was posts/old.md
        ~ posts/two.md  "U"
            → was posts/old.md
            title  "T" -> "U"

      → file was renamed   ~ update

      main: 2 to update
      "
    `)
  })

  it('a post that is gone, or was released, says by what it is known and what can be done', () => {
    const gone = { kind: 'gone', type: 'post', title: 'T', id: 'x' } as const
    const actions: Action[] = [
      { ...gone, path: 'posts/a.md' },
      { ...gone, path: 'posts/b.md', by: 'body' },
      { ...gone, path: 'posts/c.md', by: 'title' },
      { kind: 'unowned', ...remote('posts/d.md', 'D'), released: true, differences: [] },
    ]
    expect(renderPlan(planOf(actions), plain)).toMatchInlineSnapshot(`
      "main  https://example.com
        - posts/a.md  "T"  deleted in Ghost since it was published; it is not made again
            To publish it again: ghost-sync push --recreate posts/a.md
            Or delete the file.
        - posts/b.md  "T"  deleted in Ghost since it was published (known by its text); it is not made again
            To publish it again: ghost-sync push --recreate posts/b.md
            Or delete the file.
        - posts/c.md  "T"  a post of this title was deleted in Ghost, and its file is gone; nothing tells whether this is the same one
            If it is another, or to be published again: ghost-sync push --recreate posts/c.md
            Or delete the file.
        ? posts/d.md  "D"  somebody took our tag off its post in Ghost Admin
            https://example.com/d/
            To take it back: ghost-sync push --adopt posts/d.md
            Or delete the file.

      - deleted in Ghost, not made again   ? left alone

      main: 3 deleted in Ghost, 1 not ours
      "
    `)
  })

  it('a post more than there are files is counted where all others match', () => {
    const [site] = planOf([{ kind: 'unchanged', ...remote('posts/a.md', 'A'), drifts: [] }]).sites
    const copy = { severity: 'warning', code: 'post/copied', file: 'posts/a.md', message: 'x', hint: 'y' } as const
    const plan = planOf([])
    const shown = renderPlan({ ...plan, sites: site === undefined ? [] : [{ ...site, problems: [copy] }] }, plain)
    expect(shown).toContain('main: 1 unchanged, 1 duplicate')
  })

  it('forced, adopted and restamped updates say so', () => {
    const base = { kind: 'update', drifts: [], payload: payload() } as const
    const changes = [{ field: 'title', remote: 'T', local: 'U' }] as const
    const actions: Action[] = [
      { ...base, ...remote('posts/f.md', 'F'), reason: 'forced', changes },
      { ...base, ...remote('posts/g.md', 'G'), reason: 'adopted', changes },
      { ...base, ...remote('posts/h.md', 'H'), reason: 'adopted', changes: [] },
      { ...base, ...remote('posts/i.md', 'I'), reason: 'changed', changes: [] },
    ]
    expect(renderPlan(planOf(actions), plain)).toMatchInlineSnapshot(`
      "main  https://example.com
        ~ posts/f.md  "F"  forced: overwrites what was edited in Ghost
            title  "T" -> "U"
        ~ posts/g.md  "G"  taken over, and overwritten with the file
            title  "T" -> "U"
        ~ posts/h.md  "H"  taken over, nothing differs
        ~ posts/i.md  "I"  its stamp is renewed, nothing else

      ~ update

      main: 4 to update
      "
    `)
  })

  it('conflict shows both sides and the way out', () => {
    const action: Action = {
      kind: 'conflict',
      ...remote('posts/my post.md', 'Ours'),
      reason: 'both-changed',
      conflicts: [
        { field: 'title', remote: 'Theirs', local: 'Ours' },
        { field: 'body', remote: body('a\n'), local: body('b\n') },
      ],
      drifts: [{ field: 'body', remote: body('x\n'), local: body('y\nz\n') }],
    }
    expect(show(action)).toMatchInlineSnapshot(`
      "main  https://example.com
        ! posts/my post.md  "Ours"  changed in the file and in Ghost
            https://example.com/my post/
            title
              Ghost  "Theirs"
              file   "Ours"
            body   +1 -1 lines
              - Ghost, + file
              @@ -1,1 +1,1 @@
              - a
              + b
            kept as in Ghost: body (+1 -2 lines against the file)
              - file, + Ghost
              @@ -1,2 +1,1 @@
              - y
              - z
              + x
            To overwrite Ghost's with the file: ghost-sync push --force 'posts/my post.md'
            To overwrite the file with Ghost's: ghost-sync pull --theirs 'posts/my post.md'

      ! conflict, not written
      kept as in Ghost: edited there, and the edit stays. Changing that field in the file too makes it a conflict.

      main: 1 conflict, 1 edit in Ghost kept
      "
    `)
  })

  it('conflict without a base', () => {
    const conflicts = [{ field: 'title', remote: 'T', local: 'O' }] as const
    const action: Action = { kind: 'conflict', ...remote('posts/c.md', 'O'), reason: 'no-base', conflicts, drifts: [] }
    expect(show(action)).toContain('differs, and nothing tells who changed what')
  })

  it('unowned: what it takes to take it over depends on what differs and whose it is', () => {
    const actions: Action[] = [
      { kind: 'unowned', ...remote('posts/d.md', 'D'), differences: [] },
      { kind: 'unowned', ...remote('posts/e.md', 'E'), differences: [{ field: 'title', remote: 'T', local: 'E' }] },
      { kind: 'unowned', ...remote('posts/f.md', 'F'), project: 'other', differences: [] },
    ]
    expect(renderPlan(planOf(actions), plain)).toMatchInlineSnapshot(`
      "main  https://example.com
        ? posts/d.md  "D"  a post that is not ours has this slug
            https://example.com/d/
            To take it over: ghost-sync push --adopt posts/d.md
            Or give the file another slug.
        ? posts/e.md  "E"  a post that is not ours has this slug
            https://example.com/e/
            title
              Ghost  "T"
              file   "E"
            To take it over and overwrite it with the file: ghost-sync push --adopt --force posts/e.md
            Or give the file another slug.
        ? posts/f.md  "F"  project other manages the post with this slug
            https://example.com/f/
            To take it over: ghost-sync push --adopt --force posts/f.md
            Or give the file another slug.

      ? left alone

      main: 3 not ours
      "
    `)
  })

  it('removals: title, address and age', () => {
    const actions: Action[] = [
      { kind: 'delete', ...remote('posts/g.md', 'G'), reason: 'policy', publishedAt: '2023-01-01T00:00:00.000Z' },
      { kind: 'unpublish', ...remote('posts/h.md', 'H'), reason: 'policy', publishedAt: '2026-11-18T00:00:00.000Z' },
      { kind: 'orphan', ...remote('posts/i.md', 'I'), reason: 'policy', publishedAt: null },
      { kind: 'orphan', ...remote('posts/j.md', 'J'), reason: 'edited', publishedAt: '2026-11-20T11:00:00.000Z' },
      { kind: 'orphan', ...remote('', 'K'), reason: 'unstamped', publishedAt: '2026-12-20T12:00:00.000Z' },
    ]
    expect(renderPlan(planOf(actions), plain)).toMatchInlineSnapshot(`
      "main  https://example.com
        - posts/g.md  "G"
            https://example.com/g/  published 3 years ago
        ↓ posts/h.md  "H"
            https://example.com/h/  published 2 days ago
        ? posts/i.md  "I"  its file is gone; it stays
            https://example.com/i/  never published
        ? posts/j.md  "J"  its file is gone, but it was edited in Ghost; it stays
            https://example.com/j/  published 1 hour ago
            To remove it all the same: ghost-sync push --prune --force (overwrites every other edit in Ghost as well).
        ? "K"  has our tag, but nothing tells that this project wrote it; it stays
            https://example.com//  to be published in 1 month
            Remove it, or the tag, in Ghost Admin.

      - delete   ↓ unpublish   ? left alone
      its file is gone: policies.onRemove says what becomes of such a post; while it is 'report', ghost-sync push --prune deletes it.

      main: 1 to delete, 1 to unpublish, 3 without a file
      "
    `)
  })

  it('says why posts stay although --prune was given', () => {
    const orphan: Action = { kind: 'orphan', ...remote('i.md', 'I'), reason: 'policy', publishedAt: null }
    const plan = planOf([orphan])
    const request = { ...plan.request, flags: { ...plan.request.flags, prune: true } }
    expect(renderPlan(plan, plain)).toContain('ghost-sync push --prune deletes it')
    expect(renderPlan({ ...plan, request }, plain)).toContain('a run that paths or --site narrow removes nothing')
  })

  it('refused removals are explained', () => {
    const actions: Action[] = [{ kind: 'orphan', ...remote('posts/j.md', 'J'), reason: 'refused', publishedAt: null }]
    const many = renderPlan(planOf(actions, { removalRefused: { kind: 'too-many', posts: 40, limit: 5 } }), plain)
    expect(many).toMatchInlineSnapshot(`
      "main  https://example.com
        ? posts/j.md  "J"  its file is gone; it stays, because removing was refused
            https://example.com/j/  never published
        refused  40 posts would be removed, more than the limit of 5. A moved folder looks just like this.
            If they really are to go: --max-deletes 40, for this push alone.

      ? left alone

      main: 1 without a file
      "
    `)
    const refused = { kind: 'unhealthy-scan', detail: '2 files have problems', posts: 1 } as const
    const doubted = renderPlan(planOf(actions, { removalRefused: refused }), plain)
    expect(doubted).toContain('1 post would be removed, but 2 files have problems')
  })

  it('blocked, with its problems below, once', () => {
    const problem = {
      severity: 'error',
      code: 'image/missing',
      file: 'content/posts/k.md',
      line: 7,
      message: 'there is no ./a.png',
      hint: 'Add the file or mend the path.',
    } as const
    const action: Action = {
      kind: 'blocked',
      path: 'posts/k.md',
      type: 'post',
      title: 'posts/k.md',
      problems: [problem],
    }
    expect(renderPlan(planOf([action], { problems: [problem] }), plain)).toMatchInlineSnapshot(`
      "main  https://example.com
        × posts/k.md  has errors, see below

      content/posts/k.md:7  error  there is no ./a.png  (image/missing)
          Add the file or mend the path.

      1 error in 1 file

      × has errors, not written

      main: 1 with errors
      "
    `)
    expect(renderPlan(planOf([action]), plain)).toContain('there is no ./a.png')
    expect(renderPlan(planOf([action]), { ...plain, problems: false })).not.toContain('there is no ./a.png')
  })

  it('unchanged is counted, shown when verbose or when an edit is kept', () => {
    const kept: Action = {
      kind: 'unchanged',
      ...remote('posts/m.md', 'M'),
      drifts: [{ field: 'title', remote: 'Edited', local: 'M' }],
    }
    const plan = planOf([unchanged('posts/l.md'), kept])
    expect(renderPlan(plan, plain)).toMatchInlineSnapshot(`
      "main  https://example.com
        = posts/m.md  "M"
            kept as in Ghost: title "Edited" (file says "M")

      = unchanged
      kept as in Ghost: edited there, and the edit stays. Changing that field in the file too makes it a conflict.

      main: Nothing to do: all 2 posts match, 1 edit in Ghost kept.
      "
    `)
    expect(renderPlan(plan, { ...plain, verbose: true })).toContain('= posts/l.md')
  })
})

describe('the whole', () => {
  it('says so when there is nothing to do', () => {
    const actions = Array.from({ length: 10 }, (_, nth) => unchanged(`posts/${nth}.md`))
    expect(renderPlan(planOf(actions), plain)).toBe('main: Nothing to do: all 10 posts match.\n')
    expect(renderPlan(planOf(actions.slice(0, 1)), plain)).toBe('main: Nothing to do: the only post matches.\n')
    expect(renderPlan(planOf([]), plain)).toBe('main: Nothing to do: no posts here, and none there.\n')
    expect(renderPlan({ ...planOf([]), sites: [] }, plain)).toBe('')
  })

  it('shows a body line by line with `diff`, two lines of context around', () => {
    const older = 'alpha\n\nbeta\n\ngamma\n\ndelta\n\nepsilon\n'
    const action: Action = {
      kind: 'update',
      ...remote('posts/b.md', 'B'),
      reason: 'changed',
      changes: [{ field: 'body', remote: body(older), local: body(older.replace('gamma', '::set-output name=x::y')) }],
      drifts: [],
      payload: payload(),
    }
    expect(show(action, { diff: true })).toMatchInlineSnapshot(`
      "main  https://example.com
        ~ posts/b.md  "B"
            body  +1 -1 lines
              @@ -3,5 +3,5 @@
                beta

              - gamma
              + \\x3a:set-output name=x::y

                delta

      ~ update

      main: 1 to update
      "
    `)
  })

  it('says when a body differs in what its text does not show', () => {
    const changes = [{ field: 'body', remote: body('same'), local: body('same\n') }] as const
    const action: Action = {
      kind: 'update',
      ...remote('b.md', 'B'),
      reason: 'changed',
      changes,
      drifts: [],
      payload: payload(),
    }
    expect(show(action, { diff: true })).toContain('body  differs in ways that its text does not show')
  })

  it('keeps long values within the width, and shows where they differ', () => {
    const start = 'The quick brown fox jumps over the lazy dog and runs into the wood, '
    const changes = [
      { field: 'meta_description', remote: `${start}where it sleeps`, local: `${start}where it eats` },
      { field: 'title', remote: '長い題名の記事がここにありますので短くしてください', local: '短い' },
      { field: 'codeinjection_head', remote: 'x'.repeat(5000), local: null },
    ] as const
    const action: Action = {
      kind: 'update',
      ...remote('b.md', 'B'),
      reason: 'changed',
      changes,
      drifts: [],
      payload: payload(),
    }
    expect(show(action, { width: 60 })).toMatchInlineSnapshot(`
      "main  https://example.com
        ~ b.md  "B"
            meta_description    …ere it sleeps" -> …ere it eats"
            title               "長い題名の記事がここに… -> "短い"
            codeinjection_head  "xxxxxxxxxxxxxxxxxxxxx… -> (empty)

      ~ update

      main: 1 to update
      "
    `)
  })

  it('colours when asked to, and without colours holds no escape sequence whatever the content', () => {
    const evil = '\u001b[31mred\u001b[0m\r\u202egnp.exe\u0007'
    const changes = [{ field: 'title', remote: evil, local: `${evil}!` }] as const
    const action: Action = {
      kind: 'update',
      ...remote(evil, evil),
      reason: 'changed',
      changes,
      drifts: [],
      payload: payload(),
    }
    const text = show(action)
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
    expect(text).toContain('"\\x1b[31mred\\x1b[0m\\r\\u{202e}gnp.exe\\x07"')
    const coloured = show(action, { colour: true })
    expect(coloured).toContain('\u001b[33m~\u001b[39m')
    // Every escape left is one of ours, and ours end in `m` with a number that picocolors uses here.
    expect(coloured).not.toContain('\u001b[0m')
    expect(coloured.replace(/\u001b\[(?:1|2|7|22|27|3[1-6]|39)m/g, '')).toBe(text)
  })
})

describe('who did it in Ghost', () => {
  const edited = { by: 'Jane\u001b[31m Doe', at: '2026-11-20T10:00:00.000Z' }

  it('names the editor of what is kept', () => {
    const drifts = [{ field: 'title', remote: 'Editor', local: 'File' }] as const
    expect(show({ ...remote('posts/a.md', 'File'), kind: 'unchanged', drifts, edited })).toContain(
      'last edited in Ghost by Jane\\x1b[31m Doe, 2 hours ago (2026-11-20T10:00:00Z)',
    )
  })

  it('names who deleted a post, and says what can be done', () => {
    const action: Action = {
      kind: 'gone',
      path: 'posts/a.md',
      type: 'post',
      title: 'Hello',
      id: '6b04',
      edited: { at: edited.at },
    }
    expect(show(action)).toMatchInlineSnapshot(`
      "main  https://example.com
        - posts/a.md  "Hello"  deleted in Ghost since it was published; it is not made again
            deleted in Ghost, 2 hours ago (2026-11-20T10:00:00Z)
            To publish it again: ghost-sync push --recreate posts/a.md
            Or delete the file.

      - deleted in Ghost, not made again

      main: 1 deleted in Ghost
      "
    `)
  })
})
