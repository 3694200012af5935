import { expect, test } from 'vitest'
import { parseMarkdown, renderReference } from '../../../src/markdown/index.ts'

// The reference asks for each file as what the document says that it is: another kind is not among its references, and `check --fidelity` broke off.
test.each(['audio', 'video'])('%s without a title is a file that is played', (name) => {
  const document = parseMarkdown(`:::${name}{src="talk.ogg"}\n:::\n`, 1)
  const known = new Set(document.references.map(({ kind, target }) => `${kind} ${target}`))
  const asked: string[] = []
  const resolve = (target: string, kind: string) => {
    asked.push(`${kind} ${target}`)
    return { url: `https://example.com/${target}`, name: target }
  }
  renderReference(document, { resolve })
  expect(asked.filter((one) => !known.has(one))).toEqual([])
})
