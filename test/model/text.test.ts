import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makePrintable, quotePath } from '../../src/model/text.ts'

const UNSAFE = /[\p{Cc}\p{Cs}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u

describe('makePrintable', () => {
  it.each([
    ['ordinary text stays', 'Grüße, 世界 – “x” #tag `code`', 'Grüße, 世界 – “x” #tag `code`'],
    ['an ANSI escape', '\u001b[31mred', '\\x1b[31mred'],
    ['an 8-bit escape', '\u009b31m', '\\x9b31m'],
    ['a carriage return that overwrites the line', 'safe\revil', 'safe\\revil'],
    ['a line break', 'a\nb\tc', 'a\\nb\\tc'],
    ['a line separator', 'a\u2028b', 'a\\u{2028}b'],
    ['a bidi override', 'a\u202egpj.exe', 'a\\u{202e}gpj.exe'],
    ['a zero-width space', 'pay\u200bpal', 'pay\\u{200b}pal'],
    ['a lone surrogate', 'a\ud800b', 'a\\u{d800}b'],
    ['hidden tag characters', 'hi\u{e0041}', 'hi\\u{e0041}'],
    ['a family emoji stays', '👩‍👩‍👧', '👩‍👩‍👧'],
    ['a Persian joiner stays', 'می\u200cخواهم', 'می\u200cخواهم'],
    [
      'the flag of Scotland stays',
      '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
      '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
    ],
    ['a GitHub command', '::set-output name=a::b', '\\x3a:set-output name=a::b'],
    ['an indented GitHub command', '  ::ADD-MASK::b', '  \\x3a:ADD-MASK::b'],
    ['a fenced div is no command', '::: note', '::: note'],
    ['a command in the middle is none', 'std::vector', 'std::vector'],
    ['an old GitHub command, anywhere', 'x ##[group]y', 'x \\x23#[group]y'],
    ['an Azure command', '##vso[task.setvariable]', '\\x23#vso[task.setvariable]'],
    ['a heading is no command', '## Heading [a]', '## Heading [a]'],
  ])('%s', (_name, text, expected) => expect(makePrintable(text)).toBe(expected))

  it('hides whatever looks like a Ghost key', () => {
    const key = `${'a1'.repeat(12)}:${'b2'.repeat(32)}`
    expect(makePrintable(`key ${key} and ${'c3'.repeat(13)}`)).toBe('key [redacted] and [redacted]')
  })

  it('leaves nothing unsafe in any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !UNSAFE.test(makePrintable(text))))
  })
})

describe('quotePath', () => {
  it.each([
    ['posts/hello-world.md', 'posts/hello-world.md'],
    ['posts/über_1.md', 'posts/über_1.md'],
    ['posts/my post.md', "'posts/my post.md'"],
    ["posts/it's.md", "'posts/it'\\''s.md'"],
    ['$(rm -rf).md', "'$(rm -rf).md'"],
    ['', "''"],
  ])('%s', (path, expected) => expect(quotePath(path)).toBe(expected))
})
