import { expect, test } from 'vitest'
import { composeComment, composeMarker } from '../../src/action/comment.ts'
import { type ActionEvent, decideRun } from '../../src/action/decide-run.ts'
import { readInputs } from '../../src/action/read-inputs.ts'
import { readAction } from './run-composite.ts'

const repository = { default_branch: 'main' }
const own: ActionEvent = { pull_request: { number: 7, head: { repo: { full_name: 'o/r' } } }, repository }
const fork: ActionEvent = { pull_request: { number: 7, head: { repo: { full_name: 'x/r' } } }, repository }
/** GitHub sends null for a fork that was deleted. */
const gone: ActionEvent = { pull_request: { number: 7, head: { repo: null } }, repository }
const main = { GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/heads/main' }

test.each([
  ['auto', own, { GITHUB_EVENT_NAME: 'pull_request' }, 'review'],
  ['auto', fork, { GITHUB_EVENT_NAME: 'pull_request' }, 'check'],
  ['push', fork, { GITHUB_EVENT_NAME: 'pull_request' }, 'check'],
  ['plan', gone, { GITHUB_EVENT_NAME: 'pull_request' }, 'check'],
  ['auto', own, { GITHUB_EVENT_NAME: 'pull_request', GITHUB_ACTOR: 'dependabot[bot]' }, 'check'],
  ['auto', own, { GITHUB_EVENT_NAME: 'pull_request_target' }, 'refused'],
  ['auto', own, { GITHUB_EVENT_NAME: 'pull_request_review' }, 'review'],
  ['push', fork, { GITHUB_EVENT_NAME: 'pull_request_review_comment' }, 'check'],
  ['auto', { repository }, { ...main, GITHUB_EVENT_NAME: 'merge_group' }, 'check'],
  ['auto', { repository }, {}, 'refused'],
  ['push', { ...own, action: 'closed' }, { GITHUB_EVENT_NAME: 'pull_request' }, 'nothing'],
  ['auto', { repository }, main, 'push'],
  ['auto', { repository }, { ...main, GITHUB_EVENT_NAME: 'schedule' }, 'push'],
  ['auto', { repository }, { ...main, GITHUB_REF: 'refs/heads/work' }, 'check'],
  ['auto', { repository }, { ...main, GITHUB_REF: 'refs/tags/main' }, 'check'],
  ['auto', {}, { ...main, GITHUB_REF: 'refs/heads/' }, 'check'],
  ['plan', { repository }, main, 'review'],
  ['check', { repository }, main, 'check'],
] as const)('%s, %j, %j: %s', (mode, event, env, kind) => {
  expect(decideRun({ mode, preview: false }, event, { GITHUB_REPOSITORY: 'o/r', ...env }).kind).toBe(kind)
})

// What GitHub's guidance names as privileged and what strangers can cause besides; and one that does not exist yet.
test.each([
  'pull_request_target',
  'workflow_run',
  'issue_comment',
  'issues',
  'discussion',
  'discussion_comment',
  'commit_comment',
  'fork',
  'watch',
  'gollum',
  'label',
  'check_suite',
  'status',
  'workflow_call',
  'an_event_of_tomorrow',
])('%s is refused in every mode, with what to use instead', (name) => {
  for (const mode of ['auto', 'check', 'plan', 'push'] as const) {
    const env = { GITHUB_REPOSITORY: 'o/r', GITHUB_REF: 'refs/heads/main', GITHUB_EVENT_NAME: name }
    const run = decideRun({ mode, preview: false }, { repository }, env)
    expect(run).toMatchObject({ kind: 'refused', why: expect.stringContaining('Use pull_request') })
    expect(run).toMatchObject({ why: expect.stringContaining(name) })
  }
})

test('every input of action.yml is read, and a wrong one is told', () => {
  const { inputs, runs } = readAction()
  const handed = Object.keys(runs.steps.at(-1)?.env ?? {})
  expect(handed.sort()).toEqual(
    Object.keys(inputs)
      .map((name) => `INPUT_${name.toUpperCase().replaceAll('-', '_')}`)
      .sort(),
  )
  expect(Object.keys(readInputs({}))).toHaveLength(handed.length)
  expect(() => readInputs({ INPUT_SEND_EMAIL: 'maybe' })).toThrow('the input send-email takes true or false')
  expect(() => readInputs({ INPUT_MODE: 'deploy' })).toThrow('the input mode takes auto, check, plan, push')
})

test('no input and no text of an event stands in a script', () => {
  for (const { run } of readAction().runs.steps) expect(run).not.toContain('${{')
})

test('a comment tells what two reports say once, and stays within the limit', () => {
  const marker = composeMarker('a --> b')
  expect(marker).toBe('<!-- ghost-sync comment a%20--%3E%20b -->')
  const same = '- error **a.md** wrong'
  expect(composeComment(marker, [`# plan\n${same}`, `# check\n${same}\n- error other\n`]).split('\n')).toEqual([
    marker,
    '# plan',
    same,
    '',
    '# check',
    '- error other',
  ])
  expect(composeComment(marker, ['x\n'.repeat(50_000)]).length).toBeLessThan(65_536)
})
