import { describe, expect, test } from 'vitest'
import { DEFAULT_OPTIONS } from '../../src/markdown/index.ts'
import { mergeBody } from '../../src/pull/merge-body.ts'

const READING = { from: 'posts/a.md', siteUrl: 'https://example.com', markdown: DEFAULT_OPTIONS }
const OPTIONS = { ...READING, theirsWins: false, isUnchanged: false }
const merge = (ours: string, base: string, theirs: string, theirsWins = false) =>
  mergeBody({ ours, base, theirs }, { ...OPTIONS, theirsWins })

/** As an author writes it; Ghost's copy of it reads otherwise and says the same. */
const OURS = `
# A heading
Text *right* below it,
wrapped by hand.


* one
* two

![pic](a.png)
\`\`\`js
code()
\`\`\`
See [this][ref].

[ref]: https://example.com/x/
`
const BASE = `# A heading

Text *right* below it, wrapped by hand.

- one
- two

![pic](./a.png)

\`\`\`js
code()
\`\`\`

See [this](https://example.com/x/).
`

describe('what only Ghost changed comes in, the rest stays to the byte', () => {
  test.each<[string, (base: string) => string, (ours: string) => string]>([
    ['nothing', (base) => base, (ours) => ours],
    [
      'a paragraph',
      (base) => base.replace('wrapped by hand', 'edited'),
      (ours) => ours.replace('Text *right* below it,\nwrapped by hand.', 'Text *right* below it, edited.'),
    ],
    [
      'a list',
      (base) => base.replace('- two', '- two\n- three'),
      (ours) => ours.replace('* one\n* two', '- one\n- two\n- three'),
    ],
    ['a new first block', (base) => `Lead.\n\n${base}`, (ours) => ours.replace('\n# A', '\nLead.\n\n# A')],
    ['a new block', (base) => base.replace('- one', 'New.\n\n- one'), (ours) => ours.replace('* one', 'New.\n\n* one')],
    ['a block less', (base) => base.replace('![pic](./a.png)\n\n', ''), (ours) => ours.replace('![pic](a.png)\n', '')],
    [
      'a new last block',
      (base) => `${base}\nEnd.\n`,
      (ours) => ours.replace('[this][ref].\n', '[this][ref].\n\nEnd.\n'),
    ],
  ])('%s', (_, edit, expected) => {
    const merged = merge(OURS, BASE, edit(BASE))
    expect(merged).toMatchObject({ conflicts: 0 })
    const places = expected(OURS)
    if (_ === 'a new last block') expect(merged.text).toMatch(/\nEnd\.\n/)
    else expect(merged.text).toBe(places)
  })

  test('a text without a line end at its end goes on without', () => {
    expect(merge('one\n\ntwo', 'one\n\ntwo\n', 'uno\n\ntwo\n').text).toBe('uno\n\ntwo')
  })

  test('from nothing, and to nothing', () => {
    expect(merge('', '', 'one\n')).toEqual({ text: 'one\n', conflicts: 0, hasOwn: false })
    expect(merge('one\n', 'one\n', '').text.trim()).toBe('')
  })
})

describe('blocks that Ghost counts otherwise', () => {
  const ours = '![pic](a.png)\nThe end.\n\nMore.\n'
  const base = '![pic](./a.png)\n\nThe end.\n\nMore.\n'

  test('are no change of the author', () => {
    expect(merge(ours, base, base.replace('More', 'Most'))).toEqual({
      text: '![pic](a.png)\nThe end.\n\nMost.\n',
      conflicts: 0,
      hasOwn: false,
    })
  })

  test('come from Ghost as a whole when it changed one of them', () => {
    const text = '![pic](./a.png)\n\nThe very end.\n\nMore.\n'
    expect(merge(ours, base, text)).toEqual({ text, conflicts: 0, hasOwn: false })
  })

  test('whatever looks changed in a file that is known to be unchanged is not', () => {
    const options = { ...OPTIONS, isUnchanged: true }
    const merged = mergeBody({ ours: 'a[^1]\n\nb\n\n[^1]: note\n', base: 'a\n\nb\n', theirs: 'a\n\nc\n' }, options)
    expect(merged).toMatchObject({ conflicts: 0, hasOwn: false })
    expect(merged.text).toContain('a[^1]\n\nc\n')
  })
})

describe('both sides', () => {
  test('changes in different places are both kept', () => {
    const merged = merge('one\n\n* two\n\nthree, mine\n', 'one\n\n- two\n\nthree\n', 'uno\n\n- two\n\nthree\n')
    expect(merged).toEqual({ text: 'uno\n\n* two\n\nthree, mine\n', conflicts: 0, hasOwn: true })
  })

  test('the same change is one', () => {
    expect(merge('uno\n', 'one\n', 'uno\n')).toEqual({ text: 'uno\n', conflicts: 0, hasOwn: false })
  })

  test('changes of one block stand between markers', () => {
    const merged = merge('one, mine\n\ntwo\n', 'one\n\ntwo\n', 'one, theirs\n\ntwo\n')
    expect(merged.conflicts).toBe(1)
    expect(merged.text).toBe('<<<<<<< file\none, mine\n=======\none, theirs\n>>>>>>> Ghost\n\ntwo\n')
  })

  test('unless Ghost is to win', () => {
    const merged = merge('one, mine\n\ntwo\n', 'one\n\ntwo\n', 'one, theirs\n\ntwo\n', true)
    expect(merged).toEqual({ text: 'one, theirs\n\ntwo\n', conflicts: 0, hasOwn: false })
  })

  test('a block that one side removed and the other changed', () => {
    expect(merge('two\n', 'one\n\ntwo\n', 'uno\n\ntwo\n').text).toBe(
      '<<<<<<< file\n=======\nuno\n>>>>>>> Ghost\n\ntwo\n',
    )
  })

  test('two new blocks in the same gap', () => {
    expect(merge('a\n\nmine\n\nb\n', 'a\n\nb\n', 'a\n\ntheirs\n\nb\n').conflicts).toBe(1)
  })
})

test('a text is read by the options of the config', () => {
  const smart = { ...OPTIONS, markdown: { ...DEFAULT_OPTIONS, smartQuotes: true, emoji: false, math: false } } as const
  const versions = {
    ours: '"Mine" -- so\n\n$x$ :tada:\n\nend\n',
    base: '“Mine” – so\n\n\\$x\\$ \\:tada:\n\nend\n',
    theirs: '“Mine” – so\n\n\\$x\\$ \\:tada:\n\nEnd\n',
  }
  const expected = { text: '"Mine" -- so\n\n$x$ :tada:\n\nEnd\n', conflicts: 0, hasOwn: false }
  expect(mergeBody(versions, smart)).toEqual(expected)
  expect(mergeBody(versions, OPTIONS).hasOwn).toBe(true)
})

describe('with nothing that tells what was written last, Ghost wins', () => {
  const take = (theirs: string) => mergeBody({ ours: OURS, base: undefined, theirs }, { ...OPTIONS, theirsWins: true })

  test('what says the same stays to the byte', () => {
    expect(take(BASE)).toEqual({ text: OURS, conflicts: 0, hasOwn: false })
    expect(take(BASE.replace('- two', '- two\n- three')).text).toBe(
      OURS.replace('* one\n* two', '- one\n- two\n- three'),
    )
  })

  test('what Ghost does not have goes, what it has besides comes', () => {
    expect(take('Something else.\n').text.trim()).toMatch(/^Something else\.$/m)
    expect(take(BASE.replace('![pic](./a.png)\n\n', 'New.\n\n')).text).toBe(OURS.replace('![pic](a.png)\n', 'New.\n\n'))
  })
})
