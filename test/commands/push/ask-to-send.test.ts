import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { CommandIo } from '../../../src/commands/output/command-io.ts'
import { askToSend } from '../../../src/commands/push/ask-to-send.ts'
import type { Plan, PlannedEmail } from '../../../src/diff/plan.ts'
import { type EmailOptions, resolveEmailConsent } from '../../../src/sync/push/email-consent.ts'

const email: PlannedEmail = { kind: 'send', newsletter: 'weekly', segment: 'status:free', recipients: 1204 }

function makePlan(emails: readonly PlannedEmail[]): Plan {
  const payload = { fields: {}, stamp: { v: 1, project: 'blog', path: 'a.md', fields: {} }, assets: [] } as const
  const actions = emails.map((each, index) => ({
    kind: 'create' as const,
    path: `${index}.md`,
    type: 'post' as const,
    title: `Post ${index}`,
    payload,
    email: each,
  }))
  return {
    kind: 'ghost-sync-plan',
    version: 1,
    project: 'blog',
    request: { sites: ['main'], paths: [], flags: { force: false, adopt: false, prune: false } },
    sites: [{ site: 'main', url: 'https://example.com', actions, problems: [] }],
  }
}

async function settle(emails: readonly PlannedEmail[], options: EmailOptions, answer?: string) {
  let said = ''
  const stdin = new PassThrough()
  if (answer !== undefined) stdin.end(`${answer}\n`)
  const quiet = () => undefined
  const io: CommandIo = {
    stdout: quiet,
    data: quiet,
    stderr: (text) => {
      said += text
    },
    addSecret: quiet,
    redact: (text) => text,
    cwd: '/',
    env: {},
    isTTY: answer !== undefined,
    colour: false,
    exit: quiet,
    now: () => new Date(0),
    ...(answer !== undefined && { stdin }),
  }
  const consents = await resolveEmailConsent(makePlan(emails), options, askToSend(io))
  return { consent: consents.get('main'), said }
}

describe('consent', () => {
  test.each<[string, number, EmailOptions, string | undefined, object]>([
    ['nobody can answer: no', 1, {}, undefined, { kind: 'hold' }],
    ['yes', 1, {}, 'y', { kind: 'send' }],
    ['an empty line: no', 1, {}, '', { kind: 'hold' }],
    ['no', 1, {}, 'n', { kind: 'hold' }],
    ['the flag asks nothing', 1, { sendEmail: true }, undefined, { kind: 'send' }],
    ['the flag is for one', 2, { sendEmail: true }, undefined, { kind: 'too-many', emails: 2, limit: 1 }],
    ['or for as many as it says', 2, { sendEmail: true, maxEmails: 2 }, undefined, { kind: 'send' }],
    ['none', 1, { sendEmail: true, maxEmails: 0 }, undefined, { kind: 'too-many', emails: 1, limit: 0 }],
    ['a yes is for all that were shown', 2, {}, 'yes', { kind: 'send' }],
    ['--no-email asks nothing', 1, { email: false }, 'y', { kind: 'skip' }],
  ])('%s', async (_, count, options, answer, consent) => {
    expect((await settle(Array(count).fill(email), options, answer)).consent).toEqual(consent)
  })

  test('the question names the post, the newsletter, its members and how many they are', async () => {
    const { said } = await settle([email], {}, 'y')
    expect(said).toContain('Send this e-mail from main? It cannot be taken back.')
    expect(said).toContain('"Post 0" to newsletter "weekly", status:free: 1,204 members, at once')
    expect(said).toContain('[y/N]')
  })

  test('nothing is asked where nothing is sent', async () => {
    expect(await settle([{ kind: 'sent-before' }], {}, 'y')).toEqual({ consent: { kind: 'hold' }, said: '' })
  })

  test('both flags contradict each other', async () => {
    await expect(settle([], { sendEmail: true, email: false })).rejects.toMatchObject({ code: 'usage/email-flags' })
  })
})
