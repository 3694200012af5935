import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fetchMailState } from '../../src/ghost/email/email-state.ts'
import { composePost } from '../../src/ghost/posts/compose-post.ts'
import type { RemotePost } from '../../src/ghost/posts/remote-post.ts'
import { deletePost, updatePost } from '../../src/ghost/posts/write-post.ts'
import { readSiteFacts } from '../../src/ghost/site/site-facts.ts'
import type { RestoreResult } from '../../src/publish/restore-post.ts'
import { moveDate } from '../calendar/move-date.ts'
import { askAsOwner } from './ask-as-owner.ts'
import type { TestSite } from './boot-sites.ts'
import { editAsAdmin } from './edit-in-ghost.ts'
import { isRelease, type MailRoom, once, openMailRoom, QUIET, type Scene } from './mail-scene.ts'
import { readTestSites } from './test-sites.ts'

// What somebody would try who wants a mail sent that nobody agreed to, and what a bad day might send by itself: a pull request, an editor at the worst
// moment, a backup, a wrong clock, a record that went with its post. Nothing goes out that nobody agreed to, and nothing twice.

const [first] = readTestSites()
if (first === undefined) throw new Error('no site')
const site: TestSite = first

const NEWSLETTER = 'ea-weekly'
const LATER = 'status: scheduled\npublished_at: 2031-01-01T09:00:00Z'
let room: MailRoom

beforeAll(async () => {
  room = await openMailRoom(site, { name: 'EA Weekly', slug: NEWSLETTER }, [
    { email: 'ea-ann@example.com' },
    { email: 'ea-ben@example.com' },
  ])
})
afterAll(() => room.close())

/** As an editor does it in Ghost Admin: with a newsletter. */
async function scheduleByHand({ line }: Scene, { id, updatedAt }: RemotePost, tag: string): Promise<void> {
  const wire = composePost({
    fields: { status: 'scheduled', published_at: '2031-01-01T09:00:00.000Z' },
    body: undefined,
    ownershipTag: tag,
    facts: await readSiteFacts(line),
  })
  await updatePost(line, 'post', id, { ...wire, updated_at: updatedAt }, { slug: NEWSLETTER, segment: 'all' })
}

/** In the list of posts, where the newsletter stays on the draft that the post becomes. */
async function unscheduleInList(id: string): Promise<void> {
  const filter = encodeURIComponent(`id:'${id}'`)
  await askAsOwner(site, 'PUT', `posts/bulk/?filter=${filter}`, { bulk: { action: 'unschedule' } })
}

async function restore({ workspace }: Scene): Promise<readonly RestoreResult[]> {
  const run = await workspace.run('restore', 'latest', '--json', '--yes')
  expect(run.stdout, run.stderr).not.toBe('')
  return (JSON.parse(run.stdout) as { readonly results: readonly RestoreResult[] }).results
}

describe.concurrent('a hostile pull request', { timeout: 300_000 }, () => {
  const asking = {
    name: 'newsletter: EA Weekly',
    slug: 'newsletter: ea-weekly',
    'in capitals': 'newsletter: EA WEEKLY',
    'with spaces': 'newsletter: "  EA Weekly  "',
    'a list': 'newsletter: [EA Weekly]',
    'an alias': 'custom_excerpt: &name EA Weekly\nnewsletter: *name',
    'a tagged text': 'newsletter: !!str EA Weekly',
    'for one site': 'sites:\n  main:\n    newsletter: EA Weekly',
  }
  const other = {
    true: 'newsletter: true',
    'true in a list': 'newsletter: [true]',
    'true as a text': 'newsletter: "true"',
    one: 'newsletter: 1',
    'an object': 'newsletter:\n  slug: ea-weekly',
    'a merge key': 'base: &base\n  newsletter: EA Weekly\n<<: *base',
    'in capitals, the key': 'NEWSLETTER: EA Weekly',
    'the key of Ghost': 'newsletter_id: ea-weekly',
    'the flag of Ghost 3': 'send_email_when_published: true',
    'the filter of Ghost 4': 'email_recipient_filter: all',
    'the segment alone': 'email_segment: all',
    'the e-mail itself': 'email:\n  status: pending',
    'only by e-mail': 'email_only: true',
    'another key': 'emails: true',
  }

  test('in every spelling: without consent none goes out, and with it not more than one', async () => {
    const { workspace, posts, push, line } = await room.setScene('ea-shapes')
    const shapes = Object.entries({ ...asking, ...other })
    for (const [nth, [, lines]] of shapes.entries()) {
      workspace.write(
        `content/posts/ea-shape-${nth}.md`,
        `---\ntitle: EA shape ${nth}\nstatus: published\n${lines}\n---\nText.\n`,
      )
    }
    workspace.write(
      'content/posts/ea-shape-toml.md',
      '+++\ntitle = "EA shape toml"\nstatus = "published"\nnewsletter = "EA Weekly"\n+++\nText.\n',
    )
    workspace.write(
      'content/posts/ea-shape-json.md',
      '{"title": "EA shape json", "status": "published", "newsletter": "EA Weekly"}\n\nText.\n',
    )
    for (const flags of [['--yes', '--force'], ['--send-email'], ['--send-email', '--yes', '--force', '--adopt']])
      expect([3, 6]).toContain((await push(...flags)).code)
    for (const { id, fields } of await posts()) {
      expect([fields.title, await fetchMailState(line, id)]).toEqual([
        fields.title,
        { newsletter: undefined, segment: 'all', email: undefined },
      ])
    }
    const held = Object.keys(asking).map((_, nth) => `EA shape ${nth}`)
    const out = (await posts()).map(({ fields }) => fields.title)
    expect(out.filter((title) => held.includes(title))).toEqual([])
    for (const [nth] of shapes.entries()) {
      // They have had their time by now.
      if (nth < 3) expect(await room.mailgun.sent(`EA shape ${nth}`, 0)).toEqual([])
    }
  })

  test('a date that has passed publishes at once, with consent only; one to come sends nothing yet', async () => {
    const { write, post, posts, push, line } = await room.setScene('ea-dates')
    write('EA dates', 'status: scheduled\npublished_at: 2024-01-01T09:00:00Z')
    expect(await push()).toMatchObject({ code: 6, kinds: ['held'] })
    expect(await posts()).toEqual([])
    write('EA dates', 'status: published\npublished_at: 2031-01-01T09:00:00Z')
    expect(await push()).toMatchObject({ code: 6, kinds: ['held'] })
    expect(await push('--send-email')).toMatchObject({ code: 0, kinds: ['created'] })
    const { id, fields } = await post()
    expect(fields.status).toBe('scheduled')
    expect(await fetchMailState(line, id)).toMatchObject({ newsletter: NEWSLETTER, email: undefined })
    expect(await room.mailgun.sent('EA dates', 0)).toEqual([])
  })

  test('a scheduled e-mail that is brought forward needs a consent of its own', async () => {
    const { workspace, write, post, push, line, readPlan } = await room.setScene('ea-sooner')
    write('EA sooner', LATER)
    expect(await push('--send-email')).toMatchObject({ code: 0, kinds: ['created'] })
    const { id } = await post()
    write('EA sooner', LATER.replace('2031', '2030'), 'Another text.')
    const email = { kind: 'send', newsletter: NEWSLETTER, at: '2030-01-01T09:00:00.000Z', recipients: 2 }
    expect((await readPlan()).sites[0]?.actions).toMatchObject([{ kind: 'update', email }])
    expect((await workspace.run('plan')).stdout).toContain('2 members, on 2030-01-01T09:00:00.000Z')
    for (const flags of [[], ['--yes', '--force'], ['--no-email']])
      expect(await push(...flags)).toMatchObject({ code: 6, kinds: ['held'] })
    expect((await post()).fields.published_at).toBe('2031-01-01T09:00:00.000Z')
    const agreed = await push('--send-email')
    const { at, newsletter } = email
    expect(agreed).toMatchObject({ code: 0, kinds: ['updated'], outcome: { results: [{ email: { at, newsletter } }] } })
    expect((await post()).fields).toMatchObject({ published_at: at, status: 'scheduled' })
    expect(await fetchMailState(line, id)).toMatchObject({ newsletter: NEWSLETTER, email: undefined })
    expect(await push()).toMatchObject(QUIET)
    // Later, or with other words, it is what was agreed to.
    write('EA sooner', LATER, 'More text.')
    expect(await push()).toMatchObject({ code: 0, kinds: ['updated'] })
    expect(await room.mailgun.sent('EA sooner', 0)).toEqual([])
  })

  test('one that an editor scheduled with an e-mail is not brought forward by a file that asks for none', async () => {
    const scene = await room.setScene('ea-editor')
    const { workspace, post, push } = scene
    const write = (more: string) =>
      workspace.write('content/posts/ea-editor.md', `---\ntitle: EA editor\n${more}\n---\nText.\n`)
    write(LATER)
    expect(await push()).toMatchObject({ code: 0, kinds: ['created'] })
    const { id, updatedAt } = await post()
    await updatePost(scene.line, 'post', id, { status: 'draft', updated_at: updatedAt })
    await scheduleByHand(scene, await post(), '#ea-editor')
    write(LATER.replace('2031', '2030'))
    const run = await workspace.run('push', '--send-email')
    expect([run.code, run.stdout]).toEqual([
      3,
      expect.stringContaining('sooner would send it to newsletter "ea-weekly"'),
    ])
    expect((await post()).fields.published_at).toBe('2031-01-01T09:00:00.000Z')
  })

  test('an adopted draft that carries a newsletter is not published by a file that asks for none', async () => {
    const scene = await room.setScene('ea-adopt')
    const { workspace, push, line } = scene
    const made = (await askAsOwner(site, 'POST', 'posts/', {
      posts: [{ title: 'EA adopt', slug: 'ea-adopt', status: 'draft' }],
    })) as { readonly posts: readonly [{ readonly id: string; readonly updated_at: string }] }
    const [{ id, updated_at }] = made.posts
    await scheduleByHand(scene, { id, updatedAt: updated_at } as RemotePost, '#ea-adopt')
    await unscheduleInList(id)
    workspace.write('content/posts/ea-adopt.md', '---\ntitle: EA adopt\nstatus: published\n---\nText.\n')
    for (const flags of [
      ['--adopt', '--force'],
      ['--adopt', '--force', '--send-email'],
      ['--adopt', '--force', '--no-email'],
    ]) {
      expect(await push(...flags)).toMatchObject({ code: 3, kinds: ['blocked'] })
    }
    expect(await fetchMailState(line, id)).toMatchObject({ newsletter: NEWSLETTER, email: undefined })
    expect(await room.mailgun.sent('EA adopt', 0)).toEqual([])
  })

  test('a preview sends nothing, whatever its file and its flags say', async () => {
    const { workspace, write } = await room.setScene('ea-preview')
    write('EA preview')
    expect((await workspace.run('push', 'content/posts/ea-preview.md', '--preview', 'pr', '--json')).code).toBe(0)
    expect((await workspace.run('push', 'content/posts/ea-preview.md', '--preview', 'pr', '--send-email')).code).toBe(2)
    expect(await room.mailgun.sent('EA preview', 0)).toEqual([])
    expect((await workspace.run('preview', 'clean', 'pr', '--yes')).code).toBe(0)
  })

  test('a watch that publishes does not send', async () => {
    const { workspace, write, posts } = await room.setScene('ea-watch')
    write('EA watch', 'status: draft')
    const watch = workspace.start('watch', '--publish')
    const until = async (text: string) => {
      const deadline = performance.now() + 60_000
      while (!watch.printed().includes(text) && performance.now() < deadline) await sleep(100)
      expect(watch.printed()).toContain(text)
    }
    try {
      await until('Watching')
      write('EA watch')
      await until('--send-email')
    } finally {
      watch.kill('SIGINT')
      await watch.done
    }
    expect((await posts()).map(({ fields }) => fields.status)).toEqual([])
    expect(await room.mailgun.sent('EA watch', 0)).toEqual([])
  })
})

describe.concurrent('a race', { timeout: 300_000 }, () => {
  test.each([
    ['listed', 'GET'],
    ['about to be written', 'PUT'],
  ] as const)(
    'an editor gives it a newsletter once it is %s: it is not published, and nothing is sent',
    async (_, at) => {
      const name = `ea-race-${at.toLowerCase()}`
      const scene = await room.setScene(name)
      const { workspace, post, push, proxy } = scene
      const write = (status: string) =>
        workspace.write(`content/posts/${name}.md`, `---\ntitle: EA race ${at}\nstatus: ${status}\n---\nText.\n`)
      write('draft')
      await push()
      write('published')
      const { id } = await post()
      // The first GET is the plan's, for the post's revisions; the next one comes right before the write.
      let seen = 0
      const hit = once(({ method, path }) => {
        if (method !== at || !path.endsWith(`/posts/${id}/`)) return false
        seen += 1
        return at === 'PUT' || seen === 2
      })
      const act = async () => {
        await scheduleByHand(scene, await post(), `#${name}`)
        await unscheduleInList(id)
      }
      proxy.setRule((request) => (hit(request) ? { kind: 'before', act } : undefined))
      expect(await push('--force', '--send-email')).toMatchObject({ code: 4, kinds: ['conflict'] })
      expect((await post()).fields.status).toBe('draft')
      // Neither by the next one, which sees it.
      expect(await push('--force', '--send-email')).toMatchObject({ code: 3, kinds: ['blocked'] })
      expect(await room.mailgun.sent(`EA race ${at}`, 0)).toEqual([])
    },
  )

  test.each([
    ['publishes it', { status: 'published' }, 'published'],
    ['schedules it', { status: 'scheduled', published_at: '2031-01-01T09:00:00.000Z' }, 'scheduled'],
    ['writes another text', { title: 'EA between, by hand' }, 'draft'],
  ] as const)(
    'between its two requests an editor %s: nothing is sent, and it is said',
    async (what, changes, status) => {
      const name = `ea-between-${status}`
      const { write, post, push, proxy, line } = await room.setScene(name)
      write(`EA between ${what}`, 'status: draft', 'First words.')
      await push()
      write(`EA between ${what}`, 'status: published', 'Last words.')
      const hit = once(isRelease)
      // Ghost keeps no fractions of a second, and a person is not that fast.
      const act = async () => {
        await sleep(1100)
        await editAsAdmin(line, await post(), changes)
      }
      proxy.setRule((request) => (hit(request) ? { kind: 'before', act } : undefined))
      expect(await push('--send-email')).toMatchObject({ code: 4, kinds: ['conflict'] })
      const { id, fields } = await post()
      expect(fields.status).toBe(status)
      expect(await fetchMailState(line, id)).toMatchObject({ newsletter: undefined, email: undefined })
      expect(await room.mailgun.sent(`EA between ${what}`, 0)).toEqual([])
    },
  )
})

describe.concurrent('a restored backup', { timeout: 300_000 }, () => {
  test('does not bring out a draft that carries a newsletter in Ghost', async () => {
    const scene = await room.setScene('ea-restore')
    const { workspace, post, push, line } = scene
    workspace.write('content/posts/ea-restore.md', '---\ntitle: EA restore\nstatus: published\n---\nText.\n')
    await push()
    await editAsAdmin(line, await post(), { title: 'EA restore, by hand' })
    expect(await push('--force')).toMatchObject({ code: 0, kinds: ['updated'] })
    const { id, updatedAt } = await post()
    await updatePost(line, 'post', id, { status: 'draft', updated_at: updatedAt })
    await scheduleByHand(scene, await post(), '#ea-restore')
    await unscheduleInList(id)
    expect(await restore(scene)).toMatchObject([
      {
        kind: 'restored',
        warnings: expect.arrayContaining([
          expect.stringContaining('it stays a draft: it carries the newsletter "ea-weekly"'),
        ]),
      },
    ])
    expect((await post()).fields).toMatchObject({ status: 'draft', title: 'EA restore, by hand' })
    expect(await room.mailgun.sent('EA restore, by hand', 0)).toEqual([])
  })

  test.each([
    ['shown as well', 'status: published'],
    ['only sent', 'status: published\nemail_only: true'],
  ])('of a post that was %s is not sent a second time, whoever agrees', async (what, more) => {
    const scene = await room.setScene(`ea-twice-${what.split(' ')[0]}`)
    const { workspace, write, posts, push } = scene
    const title = `EA twice ${what}`
    const path = `content/posts/ea-twice-${what.split(' ')[0]}.md`
    write(title, more)
    expect(await push('--send-email')).toMatchObject({ code: 0, kinds: ['created'] })
    expect(await room.mailgun.sent(title, 1)).toHaveLength(1)
    const text = workspace.read(path)
    workspace.remove(path)
    workspace.write(
      'content/posts/ea-other.md',
      `---\ntitle: Other\nslug: ea-other-${what.split(' ')[0]}\n---\nAnother text.\n`,
    )
    await push('--prune')
    expect(await posts()).toHaveLength(1)
    expect(await restore(scene)).toMatchObject([{ kind: 'restored', how: 'created' }])
    workspace.write(path, text.replace('status: published', 'status: draft'))
    await push('--force')
    workspace.write(path, text)
    const again = await push('--send-email', '--force')
    expect(again.outcome.results.filter((result) => 'email' in result)).toEqual([])
    expect(await room.mailgun.sent(title, 1)).toHaveLength(1)
  })
})

describe.concurrent('a record that is out of reach', { timeout: 300_000 }, () => {
  test('made anew after it was deleted in Ghost, it is never sent again', async () => {
    const { write, post, push, line } = await room.setScene('ea-anew')
    write('EA anew')
    expect(await push('--send-email')).toMatchObject({ code: 0, kinds: ['created'] })
    expect(await room.mailgun.sent('EA anew', 1)).toHaveLength(1)
    await deletePost(line, 'post', (await post()).id)
    expect(await push('--recreate', '--send-email')).toMatchObject({ code: 0, kinds: ['created'] })
    write('EA anew', 'status: draft')
    expect(await push()).toMatchObject({ code: 0, kinds: ['updated'] })
    write('EA anew')
    const again = await push('--send-email')
    expect(again).toMatchObject({ code: 0, kinds: ['updated'] })
    expect(again.outcome.results.filter((result) => 'email' in result)).toEqual([])
    expect(await room.mailgun.sent('EA anew', 1)).toHaveLength(1)
  })

  test('deleted in Ghost, its file renamed: not made and sent again', async () => {
    const { workspace, write, post, posts, push, line } = await room.setScene('ea-renamed')
    write('EA renamed', 'status: published\nslug: ea-renamed')
    expect(await push('--send-email')).toMatchObject({ code: 0, kinds: ['created'] })
    expect(await room.mailgun.sent('EA renamed', 1)).toHaveLength(1)
    await deletePost(line, 'post', (await post()).id)
    workspace.move('content/posts/ea-renamed.md', 'content/posts/moved/elsewhere.md')
    expect(await push('--send-email')).toMatchObject({ code: 0, kinds: ['skipped'] })
    expect(await posts()).toEqual([])
    expect(await push('--send-email', '--recreate')).toMatchObject({ code: 0, kinds: ['created'] })
    expect(await posts()).toHaveLength(1)
    expect(await room.mailgun.sent('EA renamed', 1)).toHaveLength(1)
  })

  test('pulled and pushed elsewhere, a post that was sent asks for no e-mail', async () => {
    const { workspace, write, post, push } = await room.setScene('ea-pulled')
    write('EA pulled')
    expect(await push('--send-email')).toMatchObject({ code: 0, kinds: ['created'] })
    expect(await room.mailgun.sent('EA pulled', 1)).toHaveLength(1)
    workspace.remove('content/posts/ea-pulled.md')
    expect((await workspace.run('pull', (await post()).fields.slug, '--force')).code).toBe(0)
    const text = workspace.read('content/posts/ea-pulled.md')
    expect(text).not.toMatch(/newsletter|email/)
    const elsewhere = await room.setScene('ea-elsewhere')
    elsewhere.workspace.write('content/posts/ea-elsewhere.md', text.replace(/^slug:.*\n/m, ''))
    expect(await elsewhere.push('--send-email')).toMatchObject({ code: 0, kinds: ['created'] })
    expect(await room.mailgun.sent('EA pulled', 1)).toHaveLength(1)
  })
})

describe.concurrent('a clock', { timeout: 300_000 }, () => {
  test.each([
    ['two hours fast: what is for later is scheduled, and not sent', 'fast', 7200, 3600, 'scheduled', 0],
    ['ten minutes slow: what is for now is sent, once', 'slow', -600, -300, 'published', 1],
  ] as const)('%s', async (_, name, seconds, from, status, sent) => {
    const { workspace, write, post, line } = await room.setScene(`ea-clock-${name}`)
    const at = new Date(Date.now() + from * 1000).toISOString()
    write(`EA clock ${name}`, `status: published\npublished_at: ${at}`)
    const run = await workspace.runWith(moveDate(seconds), 'push', '--send-email')
    expect(run.code, run.stdout + run.stderr).toBe(0)
    const { id, fields } = await post()
    expect(fields.status).toBe(status)
    expect(await room.mailgun.sent(`EA clock ${name}`, sent)).toHaveLength(sent)
    expect(await fetchMailState(line, id)).toMatchObject({ newsletter: NEWSLETTER })
  })
})
