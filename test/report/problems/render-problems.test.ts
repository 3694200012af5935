import { describe, expect, it } from 'vitest'
import type { Problem } from '../../../src/model/problem.ts'
import { renderProblems } from '../../../src/report/problems/render-problems.ts'

const missing: Problem = {
  severity: 'error',
  code: 'image/missing',
  file: 'content/b.md',
  line: 12,
  message: 'the image ./a.png is not there',
  hint: 'Add it, or mend the path.',
}
const unknown: Problem = {
  severity: 'warning',
  code: 'front-matter/unknown-key',
  file: 'content/b.md',
  line: 3,
  message: 'titel is not a field of Ghost',
  hint: 'Did you mean title?',
}
const author: Problem = {
  severity: 'error',
  code: 'author/unknown',
  file: 'content/a.md',
  message: 'there is no author jo',
  hint: 'The authors are: ann.',
  site: 'main',
}

describe('renderProblems', () => {
  it('groups by file, sorts by line, merges what sites share', () => {
    const problems = [missing, unknown, author, missing, { ...author, site: 'second' }]
    expect(renderProblems(problems, { colour: false })).toMatchInlineSnapshot(`
      "content/a.md  error  there is no author jo  [main, second]  (author/unknown)
          The authors are: ann.

      content/b.md:3  warning  titel is not a field of Ghost  (front-matter/unknown-key)
          Did you mean title?
      content/b.md:12  error  the image ./a.png is not there  (image/missing)
          Add it, or mend the path.

      2 errors, 1 warning in 2 files
      "
    `)
  })

  it('is empty without problems', () => expect(renderProblems([], { colour: true })).toBe(''))

  it('does not let a file name or a message out of its line', () => {
    const evil = { ...missing, file: '::error::x\n.md', message: '\u001b[2Jgone\r\n::add-mask::y' }
    const text = renderProblems([evil], { colour: false })
    expect(text.split('\n')[0]).toBe('\\x3a:error::x\\n.md:12  error  \\x1b[2Jgone\\r\\n::add-mask::y  (image/missing)')
  })

  it('colours the severity', () => {
    expect(renderProblems([missing], { colour: true })).toContain('\u001b[31merror\u001b[39m')
  })
})
