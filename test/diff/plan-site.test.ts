import { describe, expect, test } from 'vitest'
import { listTouched, nameEditors } from '../../src/diff/doubted-posts.ts'
import type { Action } from '../../src/diff/plan.ts'
import { planSite } from '../../src/diff/plan-site.ts'
import type { LexicalNode } from '../../src/markdown/index.ts'
import { makeBody, makeDesired, makeInput, makePushed, makeStamp, NOW, PROJECT, SITE } from './sample-posts.ts'

const hello = makeDesired('posts/hello.md', { tags: ['News'], custom_excerpt: 'Short', status: 'published' })

function plan(...input: Parameters<typeof makeInput>): readonly Action[] {
  return planSite(makeInput(...input)).actions
}

function only<Kind extends Action['kind']>(actions: readonly Action[], kind: Kind): Extract<Action, { kind: Kind }> {
  expect(actions.map((action) => action.kind)).toEqual([kind])
  return actions[0] as Extract<Action, { kind: Kind }>
}

describe('one post', () => {
  test('a file without a post is created, with a stamp of everything that is sent', () => {
    const { payload } = only(plan([hello], []), 'create')
    expect(payload.fields).toEqual(hello.fields)
    expect(payload.stamp).toEqual(makeStamp(hello))
  })

  test('a post that is as we wrote it is left alone', () => {
    expect(only(plan([hello], [makePushed(hello)]), 'unchanged').drifts).toEqual([])
  })

  test('only the fields that changed in the file are sent', () => {
    const edited = makeDesired('posts/hello.md', { ...hello.fields, title: 'New title' })
    const action = only(plan([edited], [makePushed(hello)]), 'update')
    expect(action.changes).toEqual([{ field: 'title', remote: 'Title of hello', local: 'New title' }])
    expect(action.payload.fields).toEqual({ title: 'New title' })
    expect(action.payload.body).toBeUndefined()
  })

  test('a changed body is sent, with both texts for the reader', () => {
    const edited = makeDesired('posts/hello.md', hello.fields, 'Hello again')
    const action = only(plan([edited], [makePushed(hello)]), 'update')
    expect(action.payload.body).toEqual(makeBody('Hello again'))
    expect(action.changes).toMatchObject([{ field: 'body', remote: { text: 'Hello' }, local: { text: 'Hello again' } }])
  })

  test('what was edited in Ghost stays, and is reported', () => {
    const action = only(plan([hello], [makePushed(hello, { title: 'Better title' })]), 'unchanged')
    expect(action.drifts).toEqual([{ field: 'title', remote: 'Better title', local: 'Title of hello' }])
  })

  test('another field is still updated then, and the stamp goes on remembering the drift', () => {
    const edited = makeDesired('posts/hello.md', { ...hello.fields, custom_excerpt: 'Longer' })
    const remote = makePushed(hello, { title: 'Better title' })
    const action = only(plan([edited], [remote]), 'update')
    expect(action.payload.fields).toEqual({ custom_excerpt: 'Longer' })
    expect(action.payload.stamp.fields.title).toBe(makeStamp(hello).fields.title)
    const after = {
      ...remote,
      fields: { ...remote.fields, custom_excerpt: 'Longer' },
      base: { kind: 'stamp', stamp: action.payload.stamp },
    } as const
    expect(only(plan([edited], [after]), 'unchanged').drifts.map(({ field }) => field)).toEqual(['title'])
  })

  test('changed on both sides is a conflict, and then nothing of the post is sent', () => {
    const edited = makeDesired('posts/hello.md', { ...hello.fields, title: 'Mine', custom_excerpt: 'Mine too' })
    const action = only(plan([edited], [makePushed(hello, { title: 'Theirs' })]), 'conflict')
    expect(action).toMatchObject({
      reason: 'both-changed',
      conflicts: [{ field: 'title', remote: 'Theirs', local: 'Mine' }],
    })
  })

  test('--force lets the file win over conflicts and drift', () => {
    const edited = makeDesired('posts/hello.md', { ...hello.fields, title: 'Mine' })
    const remote = makePushed(hello, { title: 'Theirs', custom_excerpt: 'Theirs' })
    const flags = { force: true, adopt: false, prune: false }
    const action = only(plan([edited], [remote], { flags }), 'update')
    expect(action.reason).toBe('forced')
    expect(action.payload.fields).toEqual({ title: 'Mine', custom_excerpt: 'Short' })
  })

  test('a field that the file does not name is not managed', () => {
    const bare = makeDesired('posts/hello.md')
    const remote = makePushed(bare, { tags: ['Theirs'], status: 'published', meta_title: 'Theirs' })
    expect(only(plan([bare], [remote]), 'unchanged').drifts).toEqual([])
  })

  test('a stamp lost to an edit in Ghost Admin leaves the newest revision as the base', () => {
    const base = {
      kind: 'revision',
      stamp: makeStamp(hello),
      revisionCreatedAt: '2026-11-20T10:00:00.000Z',
      root: hello.body,
    } as const
    const remote = { ...makePushed(hello, { title: 'Theirs' }), base }
    expect(only(plan([hello], [remote]), 'unchanged').drifts.map(({ field }) => field)).toEqual(['title'])
  })

  test('no base left: every field that differs is a conflict; none differs: the stamp is written anew', () => {
    const remote = { ...makePushed(hello, { title: 'Theirs' }), base: { kind: 'none' } } as const
    expect(only(plan([hello], [remote]), 'conflict').reason).toBe('no-base')
    const same = { ...makePushed(hello), base: { kind: 'none' } } as const
    expect(only(plan([hello], [same]), 'update')).toMatchObject({ changes: [], payload: { fields: {} } })
  })

  test('what the file has come to say as well, after an edit in Ghost, is told to the post, once', () => {
    const pushed = makePushed(hello)
    if (pushed.base.kind !== 'stamp') throw new TypeError('the sample has no stamp')
    const stamp = pushed.base.stamp
    const base = { kind: 'revision', stamp, root: hello.body, revisionCreatedAt: '' } as const
    const edited = { ...pushed, base, fields: { ...pushed.fields, title: 'Theirs' } }
    const agreed = { ...hello, fields: { ...hello.fields, title: 'Theirs' } }
    const action = only(plan([agreed], [edited]), 'update')
    expect(action).toMatchObject({ reason: 'changed', changes: [], drifts: [], payload: { fields: {} } })
    expect(action.payload.stamp.fields.title).not.toBe(stamp.fields.title)
    const told = { ...edited, base: { kind: 'stamp', stamp: action.payload.stamp } } as const
    expect(only(plan([agreed], [told]), 'unchanged').drifts).toEqual([])
  })

  describe('a text that both sides changed', () => {
    const paragraphs = (...texts: readonly string[]) => ({
      ...makeBody(''),
      children: texts.flatMap((text) => makeBody(text).children),
    })
    const base = { ...hello, body: paragraphs('one', 'two', 'three') }
    const decide = (file: readonly string[], ghost: readonly string[], root = base.body) => {
      const stamp = makeStamp(base)
      const remote = {
        ...makePushed(base),
        body: { kind: 'lexical', root: paragraphs(...ghost) },
        base: { kind: 'revision', stamp, root, revisionCreatedAt: '' },
      } as const
      return plan([{ ...hello, body: paragraphs(...file) }], [remote])
    }

    test('is an update once the file holds all that Ghost changed', () => {
      const action = only(decide(['ONE', 'two', 'three, mine'], ['ONE', 'two', 'three']), 'update')
      expect(action).toMatchObject({ reason: 'changed', changes: [{ field: 'body' }], drifts: [] })
      expect(action.payload.stamp.fields.body).toBe(
        makeStamp({ ...hello, body: action.payload.body ?? base.body }).fields.body,
      )
    })

    test('is a conflict while anything of that is missing', () => {
      expect(only(decide(['one', 'two', 'three, mine'], ['ONE', 'two', 'three']), 'conflict').reason).toBe(
        'both-changed',
      )
      only(decide(['ONE', 'two', 'three, mine'], ['ONE', 'two']), 'conflict')
      only(decide(['ONE', 'three'], ['ONE', 'TWO', 'three']), 'conflict')
    })

    test('is a conflict where the revision is not what the stamp tells of', () => {
      only(
        decide(['ONE', 'two', 'three, mine'], ['ONE', 'two', 'three'], paragraphs('ONE', 'two', 'three')),
        'conflict',
      )
    })
  })

  test('a picture that is not our upload counts as the file that it is, and the stamp remembers it', () => {
    const hash = '0123456789abcdef'
    const url = `${SITE}/content/images/2026/11/photo.png`
    const wanted = { ...hello, fields: { ...hello.fields, feature_image: `ghost-sync-asset:${hash}` } }
    const pushed = makePushed(hello)
    const remote = { ...pushed, base: { kind: 'none' }, fields: { ...pushed.fields, feature_image: url } } as const
    expect(only(plan([wanted], [remote]), 'conflict').conflicts.map(({ field }) => field)).toEqual(['feature_image'])
    const context = { siteUrl: SITE, now: NOW, defaultAuthor: 'owner', files: new Map([[url, hash]]) }
    const action = only(plan([wanted], [remote], { context }), 'update')
    expect(action).toMatchObject({ changes: [], payload: { fields: {} } })
    const later = { ...remote, base: { kind: 'stamp', stamp: action.payload.stamp } } as const
    expect(only(plan([wanted], [later]), 'unchanged').drifts).toEqual([])
  })

  describe('a picture whose bytes are known, in the text', () => {
    const hash = '0123456789abcdef'
    const url = `${SITE}/content/images/2026/11/photo.png`
    const asset = `ghost-sync-asset:${hash}`
    const context = { siteUrl: SITE, now: NOW, defaultAuthor: 'owner', files: new Map([[url, hash]]) }
    const size = { width: 40, height: 30 }
    const image = (src: string, more: object = {}) => ({ type: 'image', version: 1, src, alt: 'A', ...more })
    const gallery = (...images: readonly object[]) => ({ type: 'gallery', version: 1, images, caption: '' })
    const future = { type: 'future', version: 1, src: url }
    const differs = (here: readonly object[], there: readonly object[]) => {
      const root = (children: readonly object[]) => ({ ...makeBody(''), children: children as LexicalNode[] })
      const wanted = { ...hello, body: root(here) }
      const body = { kind: 'lexical', root: root(there) } as const
      const remote = { ...makePushed(hello), base: { kind: 'none' }, body } as const
      const action = plan([wanted], [remote], { context })[0]
      if (action?.kind !== 'update') return true
      const later = { ...remote, base: { kind: 'stamp', stamp: action.payload.stamp } } as const
      expect(only(plan([wanted], [later]), 'unchanged').drifts).toEqual([])
      return false
    }

    test.each<[about: string, here: readonly object[], there: readonly object[], isOther: boolean]>([
      ['of which Ghost keeps no size', [image(asset, size)], [image(url)], false],
      ['of which Ghost keeps the size of the original', [image(asset, size)], [image(url, { width: 9 })], false],
      ['with another text', [image(asset, size)], [image(url, { ...size, alt: 'B' })], true],
      ['another one', [image(`${asset.slice(0, -1)}0`, size)], [image(url, size)], true],
      ['in a gallery', [gallery(image(asset, size))], [gallery(image(url, { width: 80, height: 60 }))], false],
      ['that a gallery does not show', [gallery(image(asset, size))], [gallery(image(url))], true],
      ['that a card without a notation names as well', [image(asset, size), future], [image(url, size), future], false],
    ])('%s', (_about, here, there, isOther) => {
      expect(differs(here, there)).toBe(isOther)
    })
  })

  test('a body in an older format that says the same is taken over, and brought into the format of today', () => {
    const source = JSON.stringify({
      version: '0.3.1',
      atoms: [],
      cards: [],
      markups: [],
      sections: [[1, 'p', [[0, [], 0, 'Hello']]]],
    })
    const body = { kind: 'other', format: 'mobiledoc', source } as const
    const remote = { ...makePushed(hello), base: { kind: 'none' }, body } as const
    const action = only(plan([hello], [remote]), 'update')
    expect(action).toMatchObject({ changes: [], converts: 'mobiledoc' })
    expect(JSON.stringify(action.payload.body)).toContain('Hello')
    const broken = { ...remote, body: { ...body, source: '{' } }
    expect(only(plan([hello], [broken]), 'conflict').conflicts.map(({ field }) => field)).toEqual(['body'])
  })

  test('a post of nothing but HTML is written with its text even where that does not change, since Ghost would empty it', () => {
    const body = { kind: 'other', format: 'html', source: '<p>Hello</p>' } as const
    const remote = { ...makePushed(hello, { title: 'Theirs' }), base: { kind: 'none' }, owned: false, body } as const
    const same = { ...hello, fields: { ...hello.fields, title: 'Theirs' } }
    const flags = { force: false, adopt: true, prune: false }
    const taken = only(plan([same], [remote], { flags }), 'update')
    expect(taken).toMatchObject({ reason: 'adopted', changes: [], converts: 'html' })
    expect(JSON.stringify(taken.payload.body)).toContain('Hello')
    expect(only(plan([hello], [remote], { flags }), 'conflict').conflicts.map(({ field }) => field)).toEqual(['title'])
    const forced = only(plan([hello], [remote], { flags: { ...flags, force: true } }), 'update')
    expect(forced.changes.map(({ field }) => field)).toEqual(['title'])
    expect(JSON.stringify(forced.payload.body)).toContain('Hello')
  })

  test('a body in an older format of Ghost is never taken for ours', () => {
    const remote = { ...makePushed(hello), body: { kind: 'other', format: 'mobiledoc' } } as const
    expect(only(plan([hello], [remote]), 'unchanged').drifts.map(({ field }) => field)).toEqual(['body'])
  })
})

describe('schedules', () => {
  const date = '2026-11-22T09:00:00.000Z'
  const planned = makeDesired('posts/later.md', { status: 'scheduled', published_at: date })
  const due = makeDesired('posts/later.md', { status: 'published', published_at: date })

  test('Ghost publishing at the set time is nobody’s edit', () => {
    expect(only(plan([due], [makePushed(planned, { status: 'published' })]), 'unchanged').drifts).toEqual([])
  })

  test('a schedule that is due and that Ghost has not acted on yet is left to Ghost', () => {
    expect(only(plan([due], [makePushed(planned)]), 'unchanged').drifts).toEqual([])
  })

  test('unpublished in Ghost after its time came stays unpublished', () => {
    const action = only(plan([due], [makePushed(planned, { status: 'draft' })]), 'unchanged')
    expect(action.drifts).toEqual([{ field: 'status', remote: 'draft', local: 'published' }])
  })

  test('a post that was only e-mailed ends as sent, which is what published means for it', () => {
    const mailed = makeDesired('posts/mail.md', { status: 'published', email_only: true })
    expect(only(plan([mailed], [makePushed(mailed, { status: 'sent' })]), 'unchanged').drifts).toEqual([])
  })
})

describe('finding the post of a file', () => {
  test('a renamed file with the same slug is the same post', () => {
    const moved = { ...hello, path: 'archive/hello.md' }
    const action = only(plan([moved], [makePushed(hello)]), 'update')
    expect(action).toMatchObject({
      renamedFrom: 'posts/hello.md',
      changes: [],
      payload: { stamp: { path: 'archive/hello.md' } },
    })
  })

  test('a new name and slug with the same text is the same post', () => {
    const moved = makeDesired('posts/renamed.md', { title: 'Other' }, 'Text that only this post has')
    const before = makeDesired('posts/before.md', { title: 'Other' }, 'Text that only this post has')
    const action = only(plan([moved], [makePushed(before)]), 'update')
    expect(action.changes.map(({ field }) => field)).toEqual(['slug'])
  })

  test('two new files with the same text are two new posts', () => {
    const one = makeDesired('posts/one.md')
    const two = makeDesired('posts/two.md')
    const actions = plan([one, two], [makePushed(makeDesired('posts/before.md'))])
    expect(actions.map(({ kind }) => kind)).toEqual(['orphan', 'create', 'create'])
  })

  test('a slug that was changed in Ghost is drift of the same post', () => {
    const action = only(plan([hello], [makePushed(hello, { slug: 'hello-world' })]), 'unchanged')
    expect(action.drifts.map(({ field }) => field)).toEqual(['slug'])
  })

  test('a copy made in Ghost Admin is not touched, and said', () => {
    const copy = makePushed(hello, { slug: 'hello-2', title: 'Hello (Copy)' }, 'zz-copy')
    const site = planSite(makeInput([hello], [copy, makePushed(hello)]))
    expect(site.actions.map(({ kind }) => kind)).toEqual(['unchanged'])
    expect(site.problems.map(({ code }) => code)).toEqual(['post/copied'])
  })

  describe('a copy made in Ghost Admin, where the site remembers the original', () => {
    const published = new Map([['posts/hello.md', 'original']])
    const copy = makePushed(hello, { slug: 'hello-copy', title: 'Hello (Copy)', status: 'draft' }, 'copy')
    const edited = makeDesired('posts/hello.md', hello.fields, 'Edited')

    test('is not taken for it, when that is gone', () => {
      const site = planSite(makeInput([edited], [copy], { published }))
      expect(site.actions).toMatchObject([{ kind: 'gone', id: 'original' }])
      expect(site.problems).toMatchObject([{ code: 'post/copied', message: expect.stringContaining('which is gone') }])
    })

    test('nor when the file is at another path, or gone, whatever the flags', () => {
      const flags = { force: true, adopt: true, prune: true }
      const moved = { ...hello, path: 'archive/hello.md' }
      expect(planSite(makeInput([moved], [copy], { published, flags })).actions.map(({ kind }) => kind)).toEqual([
        'create',
      ])
      expect(planSite(makeInput([], [copy], { published, flags })).actions).toEqual([])
    })

    test('not even where it has come to have the slug of the file, and the original another', () => {
      const site = planSite(
        makeInput(
          [hello],
          [makePushed(hello, { slug: 'old' }, 'original'), { ...copy, fields: { ...copy.fields, slug: 'hello' } }],
          { published },
        ),
      )
      expect(site.actions).toMatchObject([{ kind: 'unchanged', id: 'original' }])
      expect(site.problems.map(({ code }) => code)).toEqual(['post/copied'])
    })

    test('the same post under another id, on a site that was moved or restored, is no copy', () => {
      const site = planSite(makeInput([edited], [makePushed(hello, {}, 'imported')], { published }))
      expect(site.actions).toMatchObject([{ kind: 'update', id: 'imported' }])
      expect(site.problems).toEqual([])
    })

    test('may be taken over by a file with its slug', () => {
      const file = makeDesired('posts/hello-copy.md')
      expect(planSite(makeInput([file], [copy], { published })).actions).toMatchObject([
        { kind: 'unowned', id: 'copy' },
      ])
    })
  })

  test('a list that names a post twice makes no second one of it', () => {
    const drifted = makePushed(hello, { slug: 'hello-2' })
    const site = planSite(makeInput([hello], [drifted, { ...drifted }]))
    expect(site.actions.map(({ kind }) => kind)).toEqual(['unchanged'])
    expect(site.problems).toEqual([])
  })

  describe('a second post that a push left, cut off, under the slug that Ghost made', () => {
    const twin = makePushed(hello, { slug: 'hello-2' }, 'zz-twin')

    test('is taken back without --prune, and past the limit', () => {
      const policies = { onRemove: 'report', maxDeletes: 0 } as const
      const site = planSite(makeInput([hello], [twin, makePushed(hello)], { policies }))
      expect(site.actions).toMatchObject([{ kind: 'unchanged' }, { kind: 'delete', reason: 'twin', id: 'zz-twin' }])
      expect(site.problems).toEqual([])
    })

    const gone = makePushed(makeDesired('posts/gone.md'))
    const goneTwin = makePushed(makeDesired('posts/gone.md'), { slug: 'gone-2' }, 'zz-gone')
    test.each([
      ['whose file was not asked for', { partial: true, notAskedFor: ['posts/gone.md'] }, []],
      ['whose file is gone, to a run that looks at a part', { partial: true }, []],
      ['whose file is gone, as far as a scan with problems can tell', { unhealthy: 'one file has problems' }, []],
      ['whose file is gone', {}, ['zz-gone']],
    ] as const)('%s: another run takes it back, or this one', (_, more, taken) => {
      const site = planSite(makeInput([hello], [makePushed(hello), gone, goneTwin], more))
      const deleted = site.actions.flatMap((action) => (action.kind === 'delete' ? [action.id] : []))
      expect([deleted, site.problems]).toEqual([taken, []])
    })

    test.each([
      ['edited', makePushed(hello, { slug: 'hello-2', title: 'Another' }, 'zz-twin')],
      [
        'published',
        makePushed(
          { ...hello, fields: { ...hello.fields, status: 'draft' } },
          { slug: 'hello-2', status: 'published' },
          'zz-twin',
        ),
      ],
      ['renamed', makePushed(hello, { slug: 'hello-again' }, 'zz-twin')],
      ['saved in Ghost Admin', { ...twin, base: { kind: 'none' } } as const],
    ])('and %s since, it is somebody else’s', (_, copy) => {
      const site = planSite(makeInput([hello], [copy, makePushed(hello)]))
      expect(site.actions.filter(({ kind }) => kind === 'delete')).toEqual([])
    })
  })

  describe('our only post of a file, beside a stranger’s that has its slug', () => {
    const made = Date.parse('2026-11-20T10:00:00.000Z') / 1000
    const stray = makePushed(hello, { slug: 'hello-2' }, `${made.toString(16)}0123456789abcdef`)
    const stranger = { ...makePushed(hello, {}, 'stranger'), owned: false, base: { kind: 'none' } } as const

    test('is taken back when a push that was cut off made it', () => {
      const { actions } = planSite(makeInput([hello], [stray, stranger]))
      expect(actions).toMatchObject([
        { kind: 'unowned', id: 'stranger' },
        { kind: 'delete', reason: 'stray', id: stray.id },
      ])
    })

    test.each([
      ['was saved since', [{ ...stray, updatedAt: '2026-11-20T10:01:00.000Z' }, stranger]],
      ['was edited', [{ ...stray, fields: { ...stray.fields, title: 'Another' } }, stranger]],
      [
        'was edited in a field that its file does not manage',
        [{ ...stray, fields: { ...stray.fields, featured: true } }, stranger],
      ],
      ['has a slug of its own', [{ ...stray, fields: { ...stray.fields, slug: 'hello-again' } }, stranger]],
      ['has no rival any more', [stray]],
    ])('stays when it %s', (_, remote) => {
      expect(planSite(makeInput([hello], remote)).actions.filter(({ kind }) => kind === 'delete')).toEqual([])
    })
  })

  test('a file that was moved to the pages is a problem, and its post is no orphan', () => {
    const moved = { ...makeDesired('pages/hello.md', hello.fields), type: 'page' } as const
    const flags = { force: false, adopt: false, prune: true }
    const site = planSite(makeInput([moved], [makePushed(hello)], { flags }))
    expect(site.actions.map(({ kind }) => kind)).toEqual(['blocked'])
    expect(site.problems).toMatchObject([
      { code: 'post/type-changed', hint: expect.stringContaining('Move the file back to `posts/hello.md`') },
    ])
  })

  test('a renamed file is the post that we gave its slug, whatever slug that has by now', () => {
    const moved = makeDesired('archive/hello.md', hello.fields, 'Edited')
    const action = only(plan([moved], [makePushed(hello, { slug: 'by-hand' })]), 'update')
    expect(action).toMatchObject({ renamedFrom: 'posts/hello.md', drifts: [{ field: 'slug' }] })
  })

  test('a new file whose slug another post of ours has is a problem before anything is made', () => {
    const other = makePushed(makeDesired('posts/other.md'), { slug: 'hello' })
    const site = planSite(makeInput([hello, makeDesired('posts/other.md')], [other]))
    expect(site.actions.map(({ kind }) => kind)).toEqual(['blocked', 'unchanged'])
    expect(site.problems.map(({ code }) => code)).toEqual(['post/slug-taken'])
  })

  test('a project that was renamed is recognised by its files', () => {
    const stamp = { ...makeStamp(hello), project: 'former' }
    const theirs = { ...makePushed(hello), base: { kind: 'stamp', stamp } } as const
    const codes = (...input: Parameters<typeof makeInput>) =>
      planSite(makeInput(...input)).problems.map(({ code }) => code)
    expect(codes([hello], [theirs])).toEqual(['project/renamed'])
    expect(codes([hello, makeDesired('b.md')], [theirs, makePushed(makeDesired('b.md'))])).toEqual([])
    expect(codes([{ ...hello, path: 'other/hello.md' }], [theirs])).toEqual([])
  })

  test('a page where the file says post is a problem, not an update', () => {
    const remote = { ...makePushed(hello), type: 'page' } as const
    expect(only(plan([hello], [remote]), 'blocked').problems[0]?.code).toBe('post/type-changed')
  })
})

describe('a slug that changes in the file', () => {
  const edited = makeDesired('posts/hello.md', { ...hello.fields, slug: 'taken' })
  const other = { ...makePushed(makeDesired('other.md', { slug: 'taken' })), base: { kind: 'none' } } as const

  test('is sent', () => {
    expect(only(plan([edited], [makePushed(hello)]), 'update').payload.fields).toEqual({ slug: 'taken' })
  })

  test.each([true, false])('is a problem when another post has it (ours: %s)', (owned) => {
    const site = planSite(makeInput([edited], [makePushed(hello), { ...other, owned }]))
    expect(site.actions.find(({ path }) => path === 'posts/hello.md')?.kind).toBe('blocked')
    expect(site.problems.map(({ code }) => code)).toEqual(['post/slug-taken'])
  })
})

describe('posts that nobody gave us', () => {
  const theirs = { ...makePushed(hello), owned: false, base: { kind: 'none' } } as const

  test('are never written', () => {
    expect(
      only(plan([hello], [{ ...theirs, fields: { ...theirs.fields, title: 'Theirs' } }]), 'unowned').differences,
    ).toHaveLength(1)
  })

  test('are adopted on purpose when they say the same', () => {
    const flags = { force: false, adopt: true, prune: false }
    expect(only(plan([hello], [theirs], { flags }), 'update')).toMatchObject({
      reason: 'adopted',
      changes: [],
      payload: { fields: {} },
    })
  })

  test('that say something else need --force besides', () => {
    const other = { ...theirs, fields: { ...theirs.fields, title: 'Theirs' } }
    expect(
      only(plan([hello], [other], { flags: { force: false, adopt: true, prune: false } }), 'conflict').reason,
    ).toBe('no-base')
    const action = only(plan([hello], [other], { flags: { force: true, adopt: true, prune: false } }), 'update')
    expect(action).toMatchObject({ reason: 'adopted', payload: { fields: { title: 'Title of hello' } } })
  })

  test('of another project stay theirs', () => {
    const stamp = { ...makeStamp(hello), project: 'another' }
    const action = only(plan([hello], [{ ...makePushed(hello), base: { kind: 'stamp', stamp } }]), 'unowned')
    expect(action.project).toBe('another')
    expect(stamp.project).not.toBe(PROJECT)
  })
})

describe('removals', () => {
  const gone = makePushed(makeDesired('posts/gone.md', { status: 'published' }, 'Gone'))
  const remote = [makePushed(hello), gone]
  const removal = (actions: readonly Action[]) => actions.find(({ path }) => path === 'posts/gone.md')
  const onDelete = { policies: { onRemove: 'delete', maxDeletes: undefined } } as const

  test.each([
    { about: 'by default only reported', more: {}, expected: { kind: 'orphan', reason: 'policy' } },
    { about: 'deleted by policy', more: onDelete, expected: { kind: 'delete', reason: 'policy' } },
    {
      about: 'deleted with --prune',
      more: { flags: { force: false, adopt: false, prune: true } },
      expected: { kind: 'delete' },
    },
    {
      about: 'unpublished by policy',
      more: { policies: { onRemove: 'unpublish', maxDeletes: undefined } },
      expected: { kind: 'unpublish' },
    },
    {
      about: 'kept by a run that looked at a part only',
      more: { ...onDelete, partial: true },
      expected: { kind: 'orphan', reason: 'policy' },
    },
    {
      about: 'kept when the scan had problems',
      more: { ...onDelete, unhealthy: 'one file has problems' },
      expected: { kind: 'orphan', reason: 'refused' },
    },
    {
      about: 'kept above the limit',
      more: { policies: { onRemove: 'delete', maxDeletes: 0 } },
      expected: { kind: 'orphan', reason: 'refused' },
    },
  ] as const)('$about', ({ more, expected }) => {
    expect(removal(plan([hello], remote, more))).toMatchObject(expected)
  })

  test('the refusal says what and why', () => {
    const site = planSite(makeInput([hello], remote, { policies: { onRemove: 'delete', maxDeletes: 0 } }))
    expect(site.removalRefused).toEqual({ kind: 'too-many', posts: 1, limit: 0 })
  })

  test.each([
    ['of five', 0, 5],
    ['of 10 %', 80, 8],
  ])('without a limit of its own, the larger one is kept: %s', (_, kept, limit) => {
    const files = Array.from({ length: kept }, (_, nth) => makeDesired(`posts/kept-${nth}.md`))
    const pushed = files.map((file) => makePushed(file))
    // Under the same tag, and none of this project's business.
    const others = Array.from({ length: 900 }, (_, nth) => {
      const post = makePushed(makeDesired(`posts/other-${nth}.md`))
      return { ...post, base: { kind: 'stamp', stamp: { ...makeStamp(hello), project: 'other' } } } as const
    })
    const lost = (count: number) =>
      Array.from({ length: count }, (_, nth) => makePushed(makeDesired(`posts/lost-${nth}.md`, {}, `Lost ${nth}`)))
    const count = (posts: number) =>
      planSite(makeInput(files, [...pushed, ...lost(posts), ...others], onDelete)).removalRefused
    expect([count(limit), count(limit + 1)]).toEqual([undefined, { kind: 'too-many', posts: limit + 1, limit }])
  })

  test('what somebody edited in Ghost is kept, unless --force', () => {
    const edited = { ...gone, fields: { ...gone.fields, title: 'Edited' } }
    expect(removal(plan([hello], [edited], onDelete))).toMatchObject({ kind: 'orphan', reason: 'edited' })
    const flags = { force: true, adopt: false, prune: false }
    expect(removal(plan([hello], [edited], { ...onDelete, flags }))).toMatchObject({ kind: 'delete' })
  })

  test('a file with problems, or not asked for, is not gone', () => {
    const blocked = [{ kind: 'blocked', path: 'posts/gone.md', type: 'post', title: 'x', problems: [] }] as const
    expect(plan([hello], remote, { ...onDelete, blocked }).map(({ kind }) => kind)).toEqual(['blocked', 'unchanged'])
    expect(plan([hello], remote, { ...onDelete, notAskedFor: ['posts/gone.md'] }).map(({ kind }) => kind)).toEqual([
      'unchanged',
    ])
  })

  test('a post with our tag and no stamp is never removed', () => {
    const unstamped = { ...gone, base: { kind: 'none' } } as const
    const actions = plan([hello], [makePushed(hello), unstamped], onDelete)
    expect(actions[0]).toMatchObject({ kind: 'orphan', reason: 'unstamped' })
  })

  test('another project’s posts are not even mentioned', () => {
    const stamp = { ...makeStamp(hello), project: 'another', path: 'posts/gone.md' }
    const actions = plan([hello], [makePushed(hello), { ...gone, base: { kind: 'stamp', stamp } }], onDelete)
    expect(actions.map(({ kind }) => kind)).toEqual(['unchanged'])
  })
})

test('a plan is a JSON value', () => {
  const site = planSite(makeInput([hello, makeDesired('posts/new.md')], [makePushed(hello, { title: 'x' })]))
  expect(JSON.parse(JSON.stringify(site))).toEqual(site)
  expect(site.url).toBe(SITE)
})

describe('a file whose post is gone from the site', () => {
  const published = new Map([['posts/hello.md', '6b04fca3a4eb412cc90c8eb8']])
  const recreate = { force: false, adopt: false, prune: false, recreate: true }

  test('is reported, not made again', () => {
    expect(plan([hello], [], { published })).toMatchObject([{ kind: 'gone', id: '6b04fca3a4eb412cc90c8eb8' }])
  })

  test('not with --force either: that is about differences', () => {
    expect(plan([hello], [], { published, flags: { ...recreate, recreate: false, force: true } })).toMatchObject([
      { kind: 'gone' },
    ])
  })

  test('--recreate makes it again', () => {
    expect(plan([hello], [], { published, flags: recreate })).toMatchObject([{ kind: 'create' }])
  })

  test('is known by its slug, its text or its title as well', () => {
    const departed = new Map([['posts/hello.md', { id: '6b04fca3a4eb412cc90c8eb8', by: 'slug' } as const]])
    expect(plan([hello], [], { departed })).toMatchObject([{ kind: 'gone', by: 'slug' }])
    expect(plan([hello], [], { departed, flags: recreate })).toMatchObject([
      { kind: 'create', recreates: '6b04fca3a4eb412cc90c8eb8' },
    ])
  })

  test('and that somebody only took our tag off is not called deleted', () => {
    const released = { ...makePushed(hello, { slug: 'by-hand' }, '6b04fca3a4eb412cc90c8eb8'), owned: false }
    expect(plan([hello], [released], { published })).toMatchObject([{ kind: 'unowned', released: true }])
  })

  test('an old entry says nothing where there is a post', () => {
    expect(plan([hello], [makePushed(hello)], { published })).toMatchObject([{ kind: 'unchanged' }])
  })

  test('who deleted it, and who edited what is kept, is said of that post alone', () => {
    const other = makeDesired('posts/other.md')
    const site = planSite(makeInput([hello, other], [makePushed(other, { title: 'Edited' })], { published }))
    expect(listTouched(site)).toEqual({ edited: ['posts/other.md'], deleted: ['6b04fca3a4eb412cc90c8eb8'] })
    const edit = { by: 'Jane', at: '2026-11-23T10:00:00.000Z' }
    expect(nameEditors(site, new Map([['posts/other.md', edit]])).actions).toMatchObject([
      { kind: 'gone', path: 'posts/hello.md' },
      { kind: 'unchanged', edited: edit },
    ])
  })
})
