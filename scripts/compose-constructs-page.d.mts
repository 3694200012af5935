import type { LexicalNode } from '../src/markdown/index.ts'

export interface WrittenConstruct {
  readonly group: string
  readonly name: string
  readonly title: string
  readonly note?: string
  readonly markdown: string
}

export function composeConstructsPage(
  constructs: readonly (WrittenConstruct & { readonly nodes: readonly LexicalNode[] })[],
): string
export function composeWritten(construct: WrittenConstruct): string
export function pictureOf(construct: Pick<WrittenConstruct, 'name'>): string
