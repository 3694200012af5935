import { describe, expect, test } from 'vitest'
import { describeLexical } from '../../src/markdown/describe-lexical.ts'
import { convert } from './sketch-lexical.ts'

const many = 10_000

// Each of these takes a second or two on its own; the limit is there for what grows without bound, and leaves room for a busy machine.
describe('takes any text without a crash or a long wait', { timeout: 60_000 }, () => {
  test.each<[name: string, markdown: string]>([
    ['quotes in quotes', `${'> '.repeat(many)}a`],
    ['lists in lists on one line', `${'- '.repeat(many)}a`],
    ['lists in lists', Array.from({ length: 300 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n')],
    ['open brackets', '['.repeat(many)],
    ['brackets in brackets', `${'['.repeat(many)}a${']'.repeat(many)}`],
    ['open links', '[a]('.repeat(many)],
    ['open images', '!['.repeat(many)],
    ['open emphasis', '*a _b '.repeat(many)],
    ['emphasis in emphasis', `${'*'.repeat(many)}a${'*'.repeat(many)}`],
    ['open highlights', '==a '.repeat(many)],
    ['footnote references', `${'[^1] '.repeat(many)}\n\n[^1]: x`],
    ['footnote definitions', Array.from({ length: 2000 }, (_, n) => `a[^${n}]\n\n[^${n}]: b`).join('\n\n')],
    ['open tags', '<div>'.repeat(many)],
    ['backticks', Array.from({ length: 300 }, (_, n) => '`'.repeat(n + 1)).join(' ')],
    ['equal headings', '# a\n\n'.repeat(many)],
    ['a very long line', 'word *em* `code` [a](b) '.repeat(10_000)],
    ['carets and tildes', 'a^a~'.repeat(many)],
    ['dollars', '$a $$ '.repeat(many)],
    ['lines of dollars', 'a\n$$ b\n'.repeat(many)],
    ['formulas without end', '$$\n'.repeat(many)],
    ['directives without end', ':::tip\n'.repeat(many)],
    ['directives in directives', Array.from({ length: 500 }, (_, n) => `${':'.repeat(600 - n)}tip`).join('\n')],
    ['details without end', '<details><summary>a</summary>\n\n'.repeat(2000)],
    ['details in details', `${'<details><summary>a</summary>\n\n'.repeat(1000)}${'</details>\n\n'.repeat(1000)}`],
    ['definitions', `a\n${': b\n'.repeat(5000)}`],
    ['definitions in definitions', `a\n${': a\n  '.repeat(1000)}`],
    ['attributes without end', '![a](b){c '.repeat(5000)],
    ['captions', '![a](b "*c* ![d](e)") '.repeat(1000)],
    ['shortcodes', ':tada:'.repeat(many)],
    ['a deep node', `\`\`\`ghost-card\n${'{"type":"a","children":['.repeat(2000)}${']}'.repeat(2000)}\n\`\`\``],
    ['spaces', `a${' '.repeat(100_000)}b`],
  ])('%s', (_name, markdown) => {
    const root = convert(markdown)
    // As text: comparing ten thousand nodes one by one takes longer than making them.
    const text = JSON.stringify(root)
    expect(JSON.stringify(JSON.parse(text))).toBe(text)
    expect(describeLexical(root)).not.toBe('')
  })
})

test('what is nested deeper than anyone reads is still there, as text', () => {
  expect(JSON.stringify(convert(`${'> '.repeat(1000)}deep`))).toContain('deep')
})
