import { digestBody, digestField, nameGeneration } from '../../src/diff/compare/digests.ts'
import type { PlanInput } from '../../src/diff/plan-site.ts'
import type { RemotePost, Stamp } from '../../src/ghost/posts/remote-post.ts'
import type { LexicalRoot } from '../../src/markdown/index.ts'
import type { FieldName, FieldValues } from '../../src/model/fields.ts'
import type { DesiredPost } from '../../src/scan/source/desired-post.ts'

export const SITE = 'https://blog.example.com'
export const NOW = new Date('2026-11-23T12:00:00.000Z')
export const PROJECT = 'blog'

/** A document of one paragraph, with every key that Ghost's editor writes. */
export function makeBody(text: string): LexicalRoot {
  const words = { type: 'extended-text', version: 1, text, format: 0, detail: 0, mode: 'normal', style: '' }
  const paragraph = { type: 'paragraph', version: 1, direction: 'ltr', format: '', indent: 0, children: [words] }
  return { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0, children: [paragraph] }
}

export function makeDesired(path: string, fields: FieldValues = {}, text = 'Hello'): DesiredPost {
  const slug = path.replace(/^.*\//, '').replace(/\.md$/, '')
  return {
    path,
    file: `content/${path}`,
    type: 'post',
    fields: { title: `Title of ${slug}`, slug, ...fields } as DesiredPost['fields'],
    body: makeBody(text),
    assets: [],
    lines: {},
    newsletter: undefined,
  }
}

/** The post that a push of `desired` leaves on the site. */
export function makePushed(desired: DesiredPost, changed: FieldValues = {}, id = desired.path): RemotePost {
  const fields = { status: 'draft', ...desired.fields, ...changed } as RemotePost['fields']
  return {
    id,
    type: desired.type,
    url: `${SITE}/${fields.slug}/`,
    updatedAt: '2026-11-20T10:00:00.000Z',
    fields,
    body: { kind: 'lexical', root: desired.body },
    owned: true,
    base: { kind: 'stamp', stamp: makeStamp(desired) },
  }
}

export function makeStamp(desired: DesiredPost): Stamp {
  const digests = Object.entries(desired.fields).map(([field, value]) => [
    field,
    digestField(field as Exclude<FieldName, 'body'>, value ?? null, SITE),
  ])
  return {
    v: 1,
    project: PROJECT,
    path: desired.path,
    fields: { ...Object.fromEntries(digests), body: digestBody(desired.body, SITE) },
    ...nameGeneration(),
  }
}

export function makeInput(
  desired: readonly DesiredPost[],
  remote: readonly RemotePost[],
  more: Partial<PlanInput> = {},
): PlanInput {
  return {
    site: 'main',
    project: PROJECT,
    policies: { onRemove: 'report', maxDeletes: undefined },
    desired,
    blocked: [],
    notAskedFor: [],
    problems: [],
    remote,
    context: { siteUrl: SITE, now: NOW, defaultAuthor: 'owner' },
    published: new Map(),
    flags: { force: false, adopt: false, prune: false },
    partial: false,
    unhealthy: undefined,
    ...more,
  }
}
