import type { Action, BodyText, Plan, SitePlan } from '../../src/diff/plan.ts'
import type { FieldValues } from '../../src/model/fields.ts'

/** The day on which every report of these tests is printed. */
export const NOW = new Date('2026-11-20T12:00:00.000Z')

export function body(text: string): BodyText {
  return { kind: 'body', digest: `digest of ${text.length}`, text }
}

const stamp = { v: 1, project: 'blog', path: 'posts/a.md', fields: {} } as const

export function payload(fields: FieldValues = { status: 'published' }) {
  return { fields, stamp, assets: [] }
}

export function remote(path: string, title: string) {
  return {
    path,
    type: 'post' as const,
    title,
    id: '6b04',
    url: `https://example.com/${path.replace(/^.*\//, '').replace('.md', '')}/`,
    updatedAt: '2026-11-01T10:00:00.000Z',
    remoteDigest: 'r',
  }
}

export function planOf(actions: readonly Action[], rest: Partial<SitePlan> = {}): Plan {
  return {
    kind: 'ghost-sync-plan',
    version: 1,
    project: 'blog',
    request: { sites: ['main'], paths: [], flags: { force: false, adopt: false, prune: false } },
    sites: [{ site: 'main', url: 'https://example.com', actions, problems: [], ...rest }],
  }
}

export function unchanged(path: string): Action {
  return { kind: 'unchanged', ...remote(path, path), drifts: [] }
}
