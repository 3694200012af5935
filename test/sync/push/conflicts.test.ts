import { describe, expect, test } from 'vitest'
import { type Action, NO_FLAGS, type Plan, type SitePlan } from '../../../src/diff/plan.ts'
import type { SiteSession } from '../../../src/sync/assembled-plan.ts'
import { type ConflictChoice, resolveConflicts } from '../../../src/sync/push/conflicts.ts'

const make = (kind: string, path: string) => ({ kind, path, type: 'post', title: path }) as Action
const site = (name: string, actions: readonly Action[]): SitePlan => ({
  site: name,
  url: `https://${name}.example.com`,
  actions,
  problems: [],
})

const plan: Plan = {
  kind: 'ghost-sync-plan',
  version: 1,
  project: 'blog',
  request: { sites: ['main', 'notes'], paths: [], flags: NO_FLAGS },
  sites: [
    site('main', [make('conflict', 'a.md'), make('create', 'new.md'), make('conflict', 'b.md')]),
    site('notes', [make('conflict', 'a.md')]),
  ],
}

/** A plan made again, which says for which paths the file was to win. */
const session = (name: string) =>
  ({
    replan: async (forced: ReadonlySet<string>) =>
      site(
        name,
        [...forced].map((path) => make('update', path)),
      ),
  }) as unknown as SiteSession
const sessions = new Map(['main', 'notes'].map((name) => [name, session(name)]))

async function resolve(choices: readonly ConflictChoice[]) {
  const asked: string[] = []
  const resolution = await resolveConflicts(plan, sessions, async ({ site: name }, { path }, { nth, total }) => {
    asked.push(`${nth}/${total} ${name} ${path}`)
    return choices[nth - 1] ?? 'quit'
  })
  return { asked, resolution }
}

describe('conflicts', () => {
  test('stay conflicts where nobody can be asked', async () => {
    expect(await resolveConflicts(plan, sessions, undefined)).toEqual({ kind: 'resolved', plan, pulls: new Map() })
  })

  test('are asked about one by one, on every site', async () => {
    const { asked, resolution } = await resolve(['skip', 'skip', 'skip'])
    expect(asked).toEqual(['1/3 main a.md', '2/3 main b.md', '3/3 notes a.md'])
    expect(resolution).toEqual({ kind: 'resolved', plan, pulls: new Map() })
  })

  test('are planned again with the file winning, and only those, and only there', async () => {
    const { resolution } = await resolve(['skip', 'file', 'ghost'])
    expect(resolution).toEqual({
      kind: 'resolved',
      plan: { ...plan, sites: [site('main', [make('update', 'b.md')]), plan.sites[1]] },
      pulls: new Map([['notes', ['a.md']]]),
    })
  })

  test('end everything when somebody quits, whatever was chosen before', async () => {
    expect((await resolve(['file', 'quit'])).resolution).toEqual({ kind: 'quit' })
  })
})
