import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fetchMailState } from '../../src/ghost/email/email-state.ts'
import { composePost } from '../../src/ghost/posts/compose-post.ts'
import { updatePost } from '../../src/ghost/posts/write-post.ts'
import { readSiteFacts } from '../../src/ghost/site/site-facts.ts'
import { askAsOwner } from './ask-as-owner.ts'
import type { TestSite } from './boot-sites.ts'
import { editAsAdmin } from './edit-in-ghost.ts'
import type { FakeMailgun } from './fake-mailgun.ts'
import { isRelease, type MailRoom, once, openMailRoom, QUIET, type Scene } from './mail-scene.ts'
import { makeGate } from './make-gate.ts'
import { hasTerminal, runInTerminal } from './run-in-terminal.ts'
import { readTestSites } from './test-sites.ts'

// The built command line, a real Ghost with three members, and a Mailgun on loopback that counts what Ghost hands over for delivery. Whatever
// happens, a post goes out by e-mail once at most, and never without somebody's consent.
//
// Most of the time is spent waiting for what must not come. So tests run side by side, each with a tag, a repository and a subject of its own.

const [first] = readTestSites()
if (first === undefined) throw new Error('no site')
const site: TestSite = first

const NEWSLETTER = 'nl-weekly'
let room: MailRoom
let mailgun: FakeMailgun
const setScene = (name: string): Promise<Scene> => room.setScene(name)

beforeAll(async () => {
  room = await openMailRoom(site, { name: 'NL Weekly', slug: NEWSLETTER }, [
    { email: 'nl-ann@example.com', labels: ['nl-vip'] },
    { email: 'nl-ben@example.com' },
    { email: 'nl-cid@example.com' },
  ])
  mailgun = room.mailgun
})

afterAll(() => room.close())

describe.concurrent('consent', { timeout: 300_000 }, () => {
  test('without it the post waits: not published, not written, and said with its hint', async () => {
    const { workspace, write, posts, push, readPlan } = await setScene('nl-hold')
    write('NL hold')
    const plan = await workspace.run('plan', '--exit-code')
    expect(plan.stdout).toContain('e-mail to newsletter "nl-weekly": 3 members, at once')
    expect(plan.stdout).toContain('1 to create, 1 e-mail to send')
    expect(plan.code).toBe(10)
    const email = { kind: 'send', newsletter: 'nl-weekly', segment: 'all', recipients: 3 }
    expect((await readPlan()).sites[0]?.actions).toMatchObject([{ kind: 'create', email }])
    // No terminal, as in CI; and a yes to other questions is none to this one.
    const pushed = await push('--yes', '--force')
    expect(pushed).toMatchObject({ code: 6, kinds: ['held'], outcome: { requests: { writes: 0 } } })
    const text = await workspace.run('push')
    expect(text.stdout).toContain('Push with --send-email to publish and send it, or with --no-email')
    expect(await posts()).toEqual([])
    expect(await mailgun.sent('NL hold', 0)).toEqual([])
  })

  test.skipIf(!hasTerminal)(
    'a conflict that is settled for the file asks about the e-mail that it now brings',
    async () => {
      const { workspace, line, write, post, push } = await setScene('nl-conflict')
      write('NL conflict', 'status: draft')
      expect((await push()).code).toBe(0)
      const answer = (email: string) =>
        runInTerminal(
          workspace,
          ['push'],
          [
            ['[q] quit and write nothing: ', 'f\n'],
            [/Send this e-mail from main\?[\s\S]*Send [^\n]*$/, email],
          ],
        )
      await editAsAdmin(line, await post(), { title: 'NL conflict, by an editor' })
      write('NL conflict, by the file')
      // A conflict sends nothing, so that nobody is asked before it is settled.
      expect((await push('--send-email')).kinds).toEqual(['conflict'])

      const no = await answer('n\n')
      expect([no.code, no.shown]).toEqual([6, expect.stringMatching(/"NL conflict, by the file" to .*3 members/)])
      expect((await post()).fields).toMatchObject({ title: 'NL conflict, by an editor', status: 'draft' })
      const yes = await answer('y\n')
      expect(yes.code, yes.shown).toBe(0)
      expect((await post()).fields).toMatchObject({ title: 'NL conflict, by the file', status: 'published' })
      expect(await mailgun.sent('NL conflict, by the file', 1)).toHaveLength(1)
    },
  )

  test('a post that waits stops no other', async () => {
    const { workspace, write, push } = await setScene('nl-others')
    write('NL others')
    workspace.write('content/posts/nl-others-plain.md', '---\ntitle: Plain\nstatus: published\n---\nText.\n')
    expect(await push()).toMatchObject({ code: 6, kinds: ['created', 'held'] })
  })

  test('--send-email sends a new post once, to the members of the segment, and the next plan is empty', async () => {
    const { workspace, write, post, push, line } = await setScene('nl-new')
    write('NL new', 'status: published\nemailSegment: label:nl-vip\nemail_subject: NL new subject')
    expect((await workspace.run('plan')).stdout).toContain('newsletter "nl-weekly", label:nl-vip: 1 member, at once')
    const pushed = await push('--send-email')
    const email = { newsletter: 'nl-weekly', segment: 'label:nl-vip', recipients: 1 }
    expect(pushed).toMatchObject({ code: 0, kinds: ['created'], outcome: { results: [{ email }] } })
    const [batch, ...more] = await mailgun.sent('NL new subject', 1)
    expect(more).toEqual([])
    expect(batch?.to).toEqual(['nl-ann@example.com'])
    expect(batch?.html).toContain('Text.')
    const { id, fields } = await post()
    expect(fields).toMatchObject({ status: 'published', slug: 'nl-new' })
    expect((await fetchMailState(line, id))?.email).toEqual({ status: 'submitted', recipients: 1 })
    expect(await push('--send-email')).toMatchObject(QUIET)
    expect(await mailgun.sent('NL new subject', 1)).toHaveLength(1)
  })

  test('a draft that comes out is sent as it is then: whole, under its slug', async () => {
    const { write, post, push } = await setScene('nl-draft')
    write('NL draft', 'status: draft', 'First words.')
    expect(await push()).toMatchObject({ code: 0, kinds: ['created'] })
    // Ghost gives a draft that gets another title another slug as well: not so here.
    write('NL draft 2', 'status: published', 'Last words.')
    expect(await push('--send-email')).toMatchObject({ code: 0, kinds: ['updated'] })
    const [batch, ...more] = await mailgun.sent('NL draft 2', 1)
    expect(more).toEqual([])
    expect(batch?.html).toContain('Last words.')
    // Ghost counts clicks: the link in the e-mail is a redirect to the post.
    const link = /http:\/\/127\.0\.0\.1:\d+\/r\/[0-9a-f]+[^>]*post-title-link/.exec(batch?.html ?? '')?.[0]
    const redirect = await fetch(link?.replace(/".*$/, '') ?? '', { redirect: 'manual' })
    expect(redirect.headers.get('location')).toContain('/nl-draft/')
    expect((await post()).fields).toMatchObject({ status: 'published', slug: 'nl-draft', title: 'NL draft 2' })
    expect(await push()).toMatchObject(QUIET)
  })

  test('--no-email publishes without it, and from then on it is too late', async () => {
    const { workspace, write, post, push } = await setScene('nl-skip')
    write('NL skip')
    expect(await push('--no-email')).toMatchObject({ code: 0, kinds: ['created'] })
    expect((await post()).fields.status).toBe('published')
    const late = await workspace.run('push', '--send-email')
    expect(late.code).toBe(0)
    expect(late.stdout).toMatch(/content\/posts\/nl-skip\.md:3\s+warning\s+`newsletter` has no effect/)
    expect(late.stdout).toContain('email/too-late')
    expect(await mailgun.sent('NL skip', 0)).toEqual([])
    const both = await workspace.run('push', '--send-email', '--no-email')
    expect(both.code).toBe(2)
  })

  test('more e-mails than one at once need to be meant', async () => {
    const { workspace, write, posts, push } = await setScene('nl-many')
    write('NL many')
    workspace.write(
      'content/posts/nl-many-b.md',
      '---\ntitle: NL many b\nnewsletter: nl-weekly\nstatus: published\n---\nText.\n',
    )
    const refused = await push('--send-email')
    expect(refused).toMatchObject({ code: 6, kinds: ['held', 'held'] })
    expect(refused.outcome.results[0]).toMatchObject({ hint: expect.stringContaining('--max-emails 2') })
    expect(await posts()).toEqual([])
    expect(await push('--send-email', '--max-emails', '2')).toMatchObject({ code: 0, kinds: ['created', 'created'] })
    expect(await mailgun.sent('NL many', 1)).toHaveLength(1)
    expect(await mailgun.sent('NL many b', 1)).toHaveLength(1)
  })
})

describe.concurrent('once', { timeout: 300_000 }, () => {
  test('unpublished and published again, by file and by force, under another slug: never a second time', async () => {
    const { workspace, write, post, push, line } = await setScene('nl-once')
    write('NL once')
    await push('--send-email')
    expect(await mailgun.sent('NL once', 1)).toHaveLength(1)
    write('NL once', 'status: draft')
    expect(await push()).toMatchObject({ code: 0, kinds: ['updated'] })
    write('NL once', 'status: published\nslug: nl-once-renamed')
    expect((await workspace.run('plan')).stdout).toContain(
      'no e-mail: the post came out before, and is sent once at most',
    )
    // No consent needed: there is nothing to consent to.
    expect(await push()).toMatchObject({ code: 0, kinds: ['updated'] })
    const published = await post()
    expect(published.fields).toMatchObject({ status: 'published', slug: 'nl-once-renamed' })
    await updatePost(line, 'post', published.id, { status: 'draft', updated_at: published.updatedAt })
    expect(await push('--force', '--send-email')).toMatchObject({ code: 0, kinds: ['updated'] })
    expect((await post()).fields.status).toBe('published')
    expect(await mailgun.sent('NL once', 1)).toHaveLength(1)
    expect(await push('--send-email')).toMatchObject(QUIET)
  })

  test('two pushes of one new post at the same time: one post, one e-mail', async () => {
    const { workspace, write, posts, push } = await setScene('nl-race')
    write('NL race')
    const runs = await Promise.all([push('--send-email'), push('--send-email')])
    expect(runs.some(({ code }) => code === 0)).toBe(true)
    expect(await posts()).toHaveLength(1)
    expect(await mailgun.sent('NL race', 1)).toHaveLength(1)
    // Whatever the two said: it is done.
    expect(await push('--send-email')).toMatchObject(QUIET)
    expect((await workspace.run('plan', '--exit-code')).code).toBe(0)
  })

  test.each([
    ['text, in the second of the write before', { title: 'NL saved by an editor' }],
    ['a meta field', { meta_title: 'NL saved by an editor' }],
  ] as const)('%s, saved before the post is brought out: neither published nor sent', async (_, change) => {
    const name = `nl-saved-${Object.keys(change)[0]?.replace('_', '-')}`
    const { write, post, push, proxy, line } = await setScene(name)
    write('NL saved', 'status: draft', 'First words.')
    await push()
    write('NL saved', 'status: published', 'Last words.')
    let puts = 0
    const before = () => sleep((1040 - (Date.now() % 1000)) % 1000)
    const after = async () => {
      const seen = await post()
      await updatePost(line, 'post', seen.id, { ...change, updated_at: seen.updatedAt })
    }
    proxy.setRule(({ method }) => {
      if (method !== 'PUT') return undefined
      puts += 1
      return puts === 1 ? { kind: 'around', before, after } : undefined
    })
    const pushed = await push('--send-email')
    expect(pushed).toMatchObject({ code: 4, kinds: ['conflict'] })
    expect(JSON.stringify(pushed.outcome.results)).toContain('neither published nor sent')
    expect((await post()).fields).toMatchObject({ ...change, status: 'draft' })
    expect(await mailgun.sent('NL saved', 0)).toEqual([])
    expect(await mailgun.sent('NL saved by an editor', 0)).toEqual([])
  })

  test('two pushes of one draft at the same time, held until both are about to publish it: one e-mail', async () => {
    const { write, post, push, proxy } = await setScene('nl-race-draft')
    write('NL race draft', 'status: draft')
    await push()
    write('NL race draft')
    const both = makeGate()
    let waiting = 0
    const act = async () => {
      waiting += 1
      if (waiting === 2) both.open()
      await both.opened
    }
    proxy.setRule((request) => (isRelease(request) && waiting < 2 ? { kind: 'before', act } : undefined))
    const runs = await Promise.all([push('--send-email'), push('--send-email')])
    expect(waiting).toBe(2)
    expect(runs.map(({ code }) => code).sort()).toEqual(expect.arrayContaining([0]))
    expect((await post()).fields.status).toBe('published')
    expect(await mailgun.sent('NL race draft', 1)).toHaveLength(1)
    proxy.setRule(() => undefined)
    expect(await push('--send-email')).toMatchObject(QUIET)
  })
})

describe.concurrent('a broken run', { timeout: 300_000 }, () => {
  test.each([
    ['the answer is lost', { kind: 'lose-answer' }, 1],
    ['the request is lost', { kind: 'lose-request' }, 2],
    ['a gateway gives up before', { kind: 'answer', status: 504 }, 2],
  ] as const)('%s: sent once, and the push says so', async (name, fault, releases) => {
    const { write, push, proxy } = await setScene(`nl-${fault.kind}`)
    const title = `NL ${name}`
    write(title)
    const hit = once(isRelease)
    proxy.setRule((request) => (hit(request) ? fault : undefined))
    const pushed = await push('--send-email')
    expect(pushed).toMatchObject({ code: 0, kinds: ['created'], outcome: { results: [{ email: { recipients: 3 } }] } })
    expect(proxy.seen.filter(isRelease)).toHaveLength(releases)
    expect(await mailgun.sent(title, 1)).toHaveLength(1)
    expect(await push('--send-email')).toMatchObject(QUIET)
  })

  test.each([
    ['before it reaches Ghost', 'before', ['updated']],
    ['after Ghost has sent it', 'after', ['unchanged']],
  ] as const)('killed at the publishing request, %s: sent once in the end', async (name, kind, kinds) => {
    const { workspace, write, push, proxy } = await setScene(`nl-kill-${kind}`)
    const title = `NL killed ${name}`
    write(title)
    const started = workspace.start('push', '--send-email')
    const killed = new Promise<void>((resolve) => {
      const hit = once(isRelease)
      const act = async () => {
        started.kill('SIGKILL')
        await started.done
        resolve()
      }
      proxy.setRule((request) =>
        hit(request)
          ? kind === 'before'
            ? { kind: 'answer', status: 500, body: void act() }
            : { kind, act }
          : undefined,
      )
    })
    await killed
    proxy.setRule(() => undefined)
    // A run that may not send must not publish it either, and so take away its chance.
    expect((await push()).kinds).toEqual(kind === 'before' ? ['held'] : ['unchanged'])
    expect(await push('--send-email')).toMatchObject({ code: 0, kinds })
    expect(await mailgun.sent(title, 1)).toHaveLength(1)
    expect(await push('--send-email')).toMatchObject(QUIET)
  })
})

describe.concurrent('a scheduled post', { timeout: 300_000 }, () => {
  const later = 'status: scheduled\npublished_at: 2031-01-01T09:00:00Z'

  test('carries its newsletter through later edits, and loses it when it is unscheduled', async () => {
    const { workspace, write, post, push, line } = await setScene('nl-later')
    write('NL later', `${later}\nemail_segment: status:free`)
    expect(await push()).toMatchObject({ code: 6, kinds: ['held'] })
    expect((await workspace.run('plan')).stdout).toContain('3 members, on 2031-01-01T09:00:00.000Z')
    expect(await push('--send-email')).toMatchObject({
      code: 0,
      outcome: { results: [{ email: { at: '2031-01-01T09:00:00.000Z', recipients: null } }] },
    })
    const carried = { newsletter: NEWSLETTER, segment: 'status:free', email: undefined }
    const { id } = await post()
    expect(await fetchMailState(line, id)).toEqual(carried)
    expect(await push()).toMatchObject(QUIET)
    write('NL later 2', `${later.replace('09:00', '10:00')}\nemail_segment: status:free`, 'Other words.')
    expect(await push()).toMatchObject({ code: 0, kinds: ['updated'] })
    expect(await fetchMailState(line, id)).toEqual(carried)
    // Another one than it carries: Ghost would go on with the old one.
    write('NL later 2', `${later}\nemail_segment: label:nl-vip`)
    const other = await workspace.run('push', '--send-email')
    expect(other.code).toBe(3)
    expect(other.stdout).toMatch(
      /content\/posts\/nl-later\.md:3\s+error.*is scheduled to go to newsletter "nl-weekly" \(status:free\)/,
    )
    write('NL later 2', 'status: draft')
    expect(await push()).toMatchObject({ code: 0, kinds: ['updated'] })
    expect(await fetchMailState(line, id)).toEqual({ newsletter: undefined, segment: 'all', email: undefined })
    expect(await mailgun.sent('NL later 2', 0)).toEqual([])
  })

  test('published early by its file: sent then, with consent; without, it stays scheduled', async () => {
    const { write, post, push } = await setScene('nl-early')
    write('NL early', later)
    await push('--send-email')
    write('NL early')
    expect(await push('--no-email')).toMatchObject({ code: 6, kinds: ['held'] })
    expect(await push()).toMatchObject({ code: 6, kinds: ['held'] })
    expect((await post()).fields.status).toBe('scheduled')
    expect(await push('--send-email')).toMatchObject({ code: 0, kinds: ['updated'] })
    expect(await mailgun.sent('NL early', 1)).toHaveLength(1)
    expect(await push()).toMatchObject(QUIET)
  })

  test('that an editor gave a newsletter is not published early by a file that asks for none', async () => {
    const { workspace, post, push, line } = await setScene('nl-editor')
    const write = (more: string) =>
      workspace.write('content/posts/nl-editor.md', `---\ntitle: NL editor\n${more}\n---\nText.\n`)
    write('status: draft')
    await push()
    const { id, updatedAt } = await post()
    const wire = composePost({
      fields: { status: 'scheduled', published_at: '2031-01-01T09:00:00.000Z' },
      body: undefined,
      ownershipTag: '#nl-editor',
      facts: await readSiteFacts(line),
    })
    await updatePost(line, 'post', id, { ...wire, updated_at: updatedAt }, { slug: NEWSLETTER, segment: 'all' })
    write('status: published')
    for (const flags of [
      ['--force', '--send-email'],
      ['--force', '--no-email'],
    ]) {
      const run = await workspace.run('push', ...flags)
      expect(run.code).toBe(3)
      expect(run.stdout).toContain('email/not-asked-for')
    }
    // Unscheduled in bulk, as in Ghost's list of posts, it is a draft that goes on carrying the newsletter.
    await askAsOwner(site, 'PUT', `posts/bulk/?filter=${encodeURIComponent(`id:'${id}'`)}`, {
      bulk: { action: 'unschedule' },
    })
    expect(await fetchMailState(line, id)).toMatchObject({ newsletter: NEWSLETTER })
    expect((await workspace.run('push', '--send-email')).stdout).toContain('email/not-asked-for')
    expect((await post()).fields.status).toBe('draft')
    expect(await mailgun.sent('NL editor', 0)).toEqual([])
    write('newsletter: nl-weekly\nstatus: published')
    expect(await push('--no-email')).toMatchObject({ code: 6, kinds: ['held'] })
    expect(await push('--send-email')).toMatchObject({ code: 0, kinds: ['updated'] })
    expect(await mailgun.sent('NL editor', 1)).toHaveLength(1)
  })
})

describe.concurrent('a post that cannot be sent', { timeout: 300_000 }, () => {
  test('a segment that Ghost cannot read is a problem of the file, before anything is written', async () => {
    const { workspace, write, posts } = await setScene('nl-segment')
    write('NL segment', 'status: published\nemail_segment: "status:((free"')
    const run = await workspace.run('push', '--send-email')
    expect(run.code).toBe(3)
    expect(run.stdout).toContain('email/bad-segment')
    expect(await posts()).toEqual([])
  })

  test('a page is none', async () => {
    const { workspace, posts } = await setScene('nl-page')
    workspace.write('content/pages/nl-page.md', '---\ntitle: P\nstatus: published\nnewsletter: nl-weekly\n---\nText.\n')
    const run = await workspace.run('push', '--send-email')
    expect(run.code).toBe(3)
    expect(run.stdout).toContain('`newsletter` is on a page, and Ghost sends posts by e-mail only')
    expect(await posts()).toEqual([])
  })

  test('only by e-mail: sent and shown nowhere; never without its e-mail', async () => {
    const { workspace, write, post, posts, push } = await setScene('nl-only')
    workspace.write(
      'content/posts/nl-only.md',
      '---\ntitle: NL only\nemail_only: true\nstatus: published\n---\nText.\n',
    )
    const alone = await workspace.run('push', '--send-email')
    expect(alone.code).toBe(3)
    expect(alone.stdout).toContain('email/only-by-email')
    write('NL only', 'email_only: true\nstatus: published')
    expect(await push('--no-email')).toMatchObject({ code: 6, kinds: ['held'] })
    expect(await posts()).toEqual([])
    expect(await push('--send-email')).toMatchObject({ code: 0, kinds: ['created'] })
    expect((await post()).fields.status).toBe('sent')
    expect(await mailgun.sent('NL only', 1)).toHaveLength(1)
    expect(await push()).toMatchObject(QUIET)
  })
})

// These change the members and the newsletter that the others count on, so that none runs beside them.
describe('alone', () => {
  test('a saved plan holds none: it is given when the plan is pushed, however many members came in between', async () => {
    const { workspace, write, push } = await setScene('nl-saved')
    write('NL saved', 'status: published\nemail_segment: label:nl-later')
    await workspace.run('plan', '--out', 'plan.json')
    const ids = await room.addMember({ email: 'nl-late@example.com', labels: ['nl-later'] })
    expect(await push('--plan', 'plan.json')).toMatchObject({ code: 6, kinds: ['held'] })
    expect(await push('--plan', 'plan.json', '--send-email')).toMatchObject({
      code: 0,
      outcome: { results: [{ email: { recipients: 1 } }] },
    })
    expect((await mailgun.sent('NL saved', 1)).map(({ to }) => to)).toEqual([['nl-late@example.com']])
    for (const id of ids) await askAsOwner(site, 'DELETE', `members/${id}/`)
  })

  test('Ghost publishes and then refuses to send: said, and not taken for sent', async () => {
    const { write, post, push, proxy } = await setScene('nl-refused')
    write('NL refused', 'status: scheduled\npublished_at: 2031-01-01T09:00:00Z')
    expect(await push('--send-email')).toMatchObject({ code: 0, kinds: ['created'] })
    write('NL refused')
    // Ghost 6 looks before it publishes, and refuses the whole request.
    const publishesFirst = site.ghostVersion.startsWith('5.')
    const hit = once(isRelease)
    proxy.setRule((request) =>
      hit(request) ? { kind: 'before', act: async () => room.setNewsletterStatus('archived') } : undefined,
    )
    try {
      const refused = await push('--send-email')
      expect(refused).toMatchObject({ code: 5, kinds: ['failed'] })
      expect(refused.outcome.results[0]).toMatchObject({
        code: publishesFirst ? 'publish/email-not-sent' : 'ghost/validation',
        message: expect.stringContaining('archived'),
      })
      expect((await post()).fields.status).toBe(publishesFirst ? 'published' : 'scheduled')
    } finally {
      await room.setNewsletterStatus('active')
    }
    expect(await mailgun.sent('NL refused', 0)).toEqual([])
  })
})
