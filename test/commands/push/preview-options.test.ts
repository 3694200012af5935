import { expect, test } from 'vitest'
import { checkPreviewOptions, type PushOptions } from '../../../src/commands/push/run-push.ts'

const wrong: readonly (readonly [string, PushOptions])[] = [
  ['--plan', { plan: 'x.json' }],
  ['--adopt', { adopt: true }],
  ['--prune', { prune: true }],
  ['--send-email', { sendEmail: true }],
  ['--redirects', { redirects: 'redirects.yaml' }],
  ['--max-deletes', { maxDeletes: 1 }],
  ['--max-emails', { maxEmails: 1 }],
]

test.each(wrong)('a preview goes without %s', (flag, options) => {
  expect(() => checkPreviewOptions({ ...options, preview: 'pr-7' }, [])).toThrow(flag)
  expect(checkPreviewOptions(options, [])).toBe(options)
})

test('without paths it shows what was changed', () => {
  expect(checkPreviewOptions({ preview: 'pr-7' }, []).changed).toBe(true)
  expect(checkPreviewOptions({ preview: 'pr-7', changed: 'main' }, []).changed).toBe('main')
  expect(checkPreviewOptions({ preview: 'pr-7' }, ['a.md']).changed).toBeUndefined()
})
