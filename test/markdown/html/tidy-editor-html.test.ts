import { expect, test } from 'vitest'
import { normaliseInlineHtml } from '../../../src/markdown/html/normalise-inline-html.ts'
import { tidyEditorHtml } from '../../../src/markdown/html/tidy-editor-html.ts'
import { SAVED, SPACES } from '../saved-by-admin.ts'

test.each(SAVED)('%s: what Ghost Admin saved of it means the same, without the traces of the editor', (_, saved) => {
  const tidy = tidyEditorHtml(saved)
  expect(normaliseInlineHtml(tidy)).toBe(normaliseInlineHtml(saved))
  expect(tidy).not.toMatch(/white-space|<span|class=|spellcheck|data-kg|<[bi]>|value=/)
})

test.each([
  [`<span ${SPACES}>a &amp; b</span>`, 'a &amp; b'],
  [`<p><i><b><strong class="italic" ${SPACES}>bi</strong></b></i></p>`, '<p><em><strong>bi</strong></em></p>'],
  [
    `<span ${SPACES}>One </span><a href="https://e.x/"><span ${SPACES}>two</span></a>`,
    'One <a href="https://e.x/">two</a>',
  ],
  [
    `<ul><li value="1"><span ${SPACES}>a</span></li><li value="2"><ol><li value="1"><span ${SPACES}>n</span></li></ol></li></ul>`,
    '<ul><li>a<ol><li>n</li></ol></li></ul>',
  ],
])('%s is written %s', (saved, tidy) => {
  expect(tidyEditorHtml(saved)).toBe(tidy)
})

test.each([
  ['<p>A <span class="mine">b</span></p>'],
  ['<b><strong>a</strong></b><br/>'],
  [`${'<div>'.repeat(300)}<span ${SPACES}>deep</span>`],
  [''],
])('%.40s: nothing of the editor to be seen, or too deep: as it is', (html) => {
  expect(tidyEditorHtml(html)).toBe(html)
})

test('what the author has given a span or a format stays', () => {
  const html = `<span class="mine" ${SPACES}>a</span><b id="x"><strong ${SPACES}>b</strong></b>`
  expect(tidyEditorHtml(html)).toBe('<span class="mine">a</span><b id="x"><strong>b</strong></b>')
})
