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

describe('many problems', () => {
  const keys = Array.from({ length: 30 }, (_, nth): Problem => {
    const key = nth < 18 ? 'sig' : nth < 28 ? 'issue' : `key${nth}`
    return { ...unknown, file: `content/${nth % 7}.md`, line: nth, message: `${key} is no field`, subject: key }
  })
  const bare = Array.from({ length: 3 }, (_, line): Problem => ({ ...missing, line, isFixable: true }))

  it('are grouped by kind: how many, the first, its cure, and what --fix mends', () => {
    expect(renderProblems([...keys, ...bare, author], { colour: false })).toMatchInlineSnapshot(`
      "3 errors in 1 file, --fix mends all  (image/missing)
          content/b.md:0  the image ./a.png is not there
          Add it, or mend the path.
      1 error in 1 file  (author/unknown)
          content/a.md  there is no author jo
          The authors are: ann.
      30 warnings in 7 files  (front-matter/unknown-key)
          sig 18, issue 10, key28 1, key29 1
          content/0.md:0  sig is no field
          Did you mean title?

      4 errors, 30 warnings in 9 files; --verbose lists each; \`check --fix\` mends 3 of them
      "
    `)
  })

  it('are counted by the names that their messages begin with, where these are few', () => {
    const liquid = Array.from({ length: 12 }, (_, line): Problem => {
      return { ...missing, line, code: 'a/b', message: `\`${line % 3 === 0 ? 'gallery' : 'figure'}\` is not known` }
    })
    expect(renderProblems(liquid, { colour: false })).toContain('    figure 8, gallery 4\n')
    const each = liquid.map((problem, nth) => ({ ...problem, message: `\`${nth}.png\` is missing` }))
    expect(renderProblems(each, { colour: false }).split('\n')[1]).toBe('    content/b.md:0  `0.png` is missing')
  })

  it('are listed one by one where that is asked for', () => {
    const text = renderProblems([...keys, ...bare], { colour: false, verbose: true })
    expect(text.match(/front-matter\/unknown-key/g)).toHaveLength(30)
    expect(text).toContain('Add it, or mend the path. `check --fix` does it.')
    expect(text).not.toContain('--verbose')
  })

  it('take one screen, whatever they are', () => {
    const kinds = Array.from({ length: 3_000 }, (_, nth): Problem => ({ ...missing, line: nth, code: `a/${nth % 60}` }))
    const text = renderProblems(kinds, { colour: false })
    expect(text.split('\n').length).toBeLessThan(45)
    expect(text).toContain('and a/')
    expect(text).toContain('3000 errors in 1 file')
  })
})
