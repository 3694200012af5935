import { expect, test } from 'vitest'
import { encodeUrl } from '../../../src/markdown/document/escape.ts'
import { readMobiledoc } from '../../../src/markdown/mobiledoc/read-mobiledoc.ts'

test('half a character in an address that a site sends ends nothing', () => {
  expect(encodeUrl('https://a.b/\ud800x')).toBe('https://a.b/%EF%BF%BDx')
  const markups = [['a', ['href', '/\udc00']]]
  const document = { version: '0.3.1', atoms: [], cards: [], markups, sections: [[1, 'p', [[0, [0], 1, 'a']]]] }
  expect(JSON.stringify(readMobiledoc(JSON.stringify(document)))).toContain('%EF%BF%BD')
})
