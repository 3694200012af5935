import type { Run } from '../open-workspace.ts'
import { readWire, type Target, type Wire } from './human-edits.ts'
import type { RaceCell } from './race-cell.ts'
import type { FileAbout } from './race-files.ts'

/** A cell with its post. */
export interface Lane {
  readonly cell: RaceCell
  readonly slug: string
  readonly path: string
  readonly about: FileAbout
  readonly target: Target
  /** Whether the person's hand has moved; once only. */
  done: boolean
  /** Whether Ghost did what the person wanted: a published post cannot be scheduled, for one. */
  took: boolean
  /** A post that the person made, as it was then. */
  made: { readonly id: string; readonly wire: Wire | undefined } | undefined
}

/** The person's hand moves, once. */
export async function edit(lane: Lane): Promise<void> {
  if (lane.done) return
  lane.done = true
  const id = await lane.cell.edit.make(lane.target)
  if (id !== undefined) lane.made = { id, wire: await readWire(lane.target.site, id) }
  lane.took = lane.cell.edit.isIn(await readWire(lane.target.site, lane.target.id), lane.target)
}

/** Posts that no person touches: what happens to the others must not happen to them. */
export const CONTROLS = ['control-a', 'control-b']

export function listControls(lanes: readonly Lane[]) {
  const [first] = lanes
  if (first === undefined) return []
  const name = first.target.ownershipSlug.replace('hash-', '')
  return CONTROLS.map((control) => ({ slug: `${name}-${control}`, about: first.about }))
}

/** What a run of the command line said. */
export interface Raced {
  readonly code: number | null
  readonly results: ReadonlyMap<string, { readonly kind: string; readonly message?: string }>
  readonly text: string
}

export function readRun({ code, stdout, stderr }: Run): Raced {
  const results = new Map<string, { readonly kind: string; readonly message?: string }>()
  try {
    const value = JSON.parse(stdout) as {
      readonly sites?: readonly { readonly results: readonly { path: string; kind: string }[] }[]
      readonly results?: readonly { path: string; kind: string }[]
    }
    for (const result of value.sites?.flatMap((site) => site.results) ?? value.results ?? [])
      results.set(result.path, result)
  } catch {
    // No JSON is a finding of its own: no post has a result then.
  }
  return { code, results, text: stdout + stderr }
}
