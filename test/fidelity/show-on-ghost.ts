import { composeBody } from '../../src/ghost/posts/compose-body.ts'
import { createPost, deletePost } from '../../src/ghost/posts/write-post.ts'
import type { Connection } from '../../src/ghost/transport/connection.ts'
import { identifySite } from '../../src/ghost/transport/identify-site.ts'
import type { LexicalNode, LexicalRoot } from '../../src/markdown/index.ts'
import { convertCase } from './convert-case.ts'
import type { FidelityCase } from './fidelity-case.ts'

export interface ShownCase {
  readonly fidelityCase: FidelityCase
  /** What was sent. */
  readonly root: LexicalRoot
  /** What Ghost made of it. */
  readonly html: string
  /** Where that stands. */
  readonly url: string
}

/** More in flight do not make Ghost faster. */
const LANES = 3
const BATCH = 40

/**
 * Sends every case to a real Ghost and fetches its HTML. Whole posts go one by one; of examples that are a line or two, many stand in one post, parted by a card
 * with a comment: a write for each would take minutes. Ghost renders top-level nodes one by one, so neighbours do not change each other, but for the
 * ids of headings, to which no example links.
 */
export async function showOnGhost(line: Connection, cases: readonly FidelityCase[]): Promise<readonly ShownCase[]> {
  const examples = cases.filter(({ corpus }) => corpus !== 'golden')
  const batches = cases.filter(({ corpus }) => corpus === 'golden').map((one) => [one])
  for (let at = 0; at < examples.length; at += BATCH) batches.push(examples.slice(at, at + BATCH))
  const shown = new Map<FidelityCase, ShownCase>()
  const waiting = batches.values()
  const work = async (): Promise<void> => {
    for (const batch of waiting) for (const one of await showBatch(line, batch)) shown.set(one.fidelityCase, one)
  }
  await Promise.all(Array.from({ length: LANES }, work))
  return cases.flatMap((one) => shown.get(one) ?? [])
}

async function showBatch(line: Connection, batch: readonly FidelityCase[]): Promise<ShownCase[]> {
  const roots = batch.map(convertCase)
  const [first] = roots
  if (first === undefined) return []
  const children = roots.flatMap((root, index) => [...(index === 0 ? [] : [buildMark(index)]), ...root.children])
  const { format, text } = composeBody({ ...first, children }, undefined, await identifySite(line))
  const { post, html } = await createPost(line, 'post', { title: 'Fidelity', status: 'draft', [format]: text })
  await deletePost(line, 'post', post.id)
  const parts = (html ?? '').split(MARK)
  // Ghost cuts a post off where it meets a node that it does not know.
  if (parts.length !== batch.length) throw new Error(`Ghost shows ${parts.length} of ${batch.map(({ name }) => name)}`)
  return batch.map((fidelityCase, index) => ({
    fidelityCase,
    root: roots[index] ?? first,
    html: parts[index] ?? '',
    url: post.url,
  }))
}

const MARK = /\n?<!--kg-card-begin: html-->\n?<!--fidelity-case-\d+-->\n?<!--kg-card-end: html-->\n?/

function buildMark(index: number): LexicalNode {
  return { type: 'html', version: 1, html: `<!--fidelity-case-${index}-->` }
}
