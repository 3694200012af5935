import type { Reference } from '../markdown-document.ts'
import type { DirectiveToken } from '../tokens/markdown-token.ts'
import { findForm } from './directive-forms.ts'

/** The files and addresses that a directive's attributes name. */
export function listAttributeReferences(token: DirectiveToken): readonly Omit<Reference, 'line'>[] {
  const form = findForm(token.name)
  return [...(token.attributes?.values ?? [])].flatMap(([key, value]) => {
    const kind = form?.attributes[key]
    const refers = kind === 'link' || kind === 'image' || kind === 'media'
    return refers && typeof value === 'string' && value !== '' ? [{ kind, target: value }] : []
  })
}
