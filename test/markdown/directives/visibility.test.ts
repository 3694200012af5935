import { describe, expect, test } from 'vitest'
import type { LexicalNode } from '../../../src/markdown/document/lexical.ts'
import { renderReference } from '../../../src/markdown/fidelity/render-reference.ts'
import {
  buildVisibility,
  EMAIL_AUDIENCES,
  FOR_EVERYBODY,
  isRestricted,
  nameAudiences,
  WEB_AUDIENCES,
} from '../../../src/markdown/html/visibility.ts'
import { canonicaliseNodes } from '../../../src/markdown/lexical/canonicalise-nodes.ts'
import { convertMarkdown } from '../../../src/markdown/lexical/convert-markdown.ts'
import { renderLexicalHtml } from '../../../src/markdown/lexical/render-lexical-html.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'
import { writeMarkdown } from '../../../src/markdown/write/write-markdown.ts'
import { makeRoot } from '../write/any-lexical.ts'

const resolve = (url: string) => ({ url })
const convert = (markdown: string) => convertMarkdown(parseMarkdown(markdown, 1), { resolve })
const problemsOf = (markdown: string) => parseMarkdown(markdown, 1).problems.map(({ code, line }) => [code, line])
const restrictedOf = (markdown: string) => parseMarkdown(markdown, 1).restricted

const html = (visibility: unknown): LexicalNode => ({ type: 'html', version: 1, html: '<div>a</div>', visibility })
const cta = (visibility: unknown): LexicalNode => ({
  ...(convert(':::cta\na\n:::').children[0] ?? html(1)),
  visibility,
})

const RENDERING = { ghost: 6, isUpload: () => false } as const

const AUDIENCES = WEB_AUDIENCES.flatMap((web) => EMAIL_AUDIENCES.map((email) => [web, email] as const))

describe.each([
  ['html', html],
  ['call-to-action', cta],
] as const)('who sees a card of the type %s', (_, make) => {
  test.each(AUDIENCES)('on the site %s, in newsletters %s: in words, and back to the byte', (web, email) => {
    const node = make(buildVisibility(web, email))
    expect(nameAudiences(node)).toEqual({ web, email })
    const { text } = writeMarkdown(makeRoot([node]))
    const words = [web === 'everyone' ? '' : `web=${web}`, email === 'everyone' ? '' : `email=${email}`]
    for (const word of words) expect(text).toContain(word)
    expect(text).not.toContain('visibility')
    expect(text.includes('everyone')).toBe(false)
    expect(JSON.stringify(convert(text).children)).toBe(JSON.stringify([node]))
    expect(restrictedOf(text)).toHaveLength(words.join('') === '' ? 0 : 1)
  })

  test.each([
    ['of a Ghost that nobody knows', { showOnWeb: 'sometimes' }],
    ['with a key of a later one', { ...FOR_EVERYBODY, rss: { nonMember: false } }],
    ['for a tier', { web: { nonMember: false, memberSegment: 'tier:gold' }, email: { memberSegment: '' } }],
  ])('%s: as it is', (_, visibility) => {
    const node = make(visibility)
    const { text } = writeMarkdown(makeRoot([node]))
    expect(text).toContain(`visibility='${JSON.stringify(visibility)}'`)
    expect(convert(text).children).toEqual([node])
  })
})

test.each([
  [{ emailOnly: true, segment: '' }, 'web=none'],
  [{ emailOnly: false, segment: 'status:-free' }, 'email=paid'],
  [{ showOnWeb: false, showOnEmail: true, segment: 'status:free' }, 'web=none email=free'],
  [{ showOnWeb: true, showOnEmail: false, segment: '' }, 'email=none'],
  [{ showOnWeb: true, showOnEmail: true, segment: 'status:-free+status:-paid' }, 'email=none'],
])('%j of an earlier Ghost is written in words, and means the same', (visibility, words) => {
  const { text } = writeMarkdown(makeRoot([html(visibility)]))
  expect(text).toBe(`:::html{${words}}\n<div>a</div>\n:::\n`)
  const back = convert(text).children
  expect(canonicaliseNodes(back)).toEqual(canonicaliseNodes([html(visibility)]))
  expect(renderLexicalHtml(makeRoot(back), RENDERING)).toBe(renderLexicalHtml(makeRoot([html(visibility)]), RENDERING))
})

test('what Ghost takes for a card for everybody, against its words, is pulled so that the file can be planned', () => {
  const node = html({ web: { nonMember: false }, email: { memberSegment: 'status:free' } })
  const { text } = writeMarkdown(makeRoot([node]))
  expect(text).toContain('```ghost-card')
  expect(problemsOf(text)).toEqual([])
  expect(convert(text).children).toEqual([node])
})

test('a card for everybody says nothing of it, whichever Ghost wrote it', () => {
  expect(writeMarkdown(makeRoot([html(FOR_EVERYBODY)])).text).toBe('<div>a</div>\n')
  const forAll = [
    undefined,
    null,
    FOR_EVERYBODY,
    { showOnWeb: true, showOnEmail: true, segment: '' },
    { emailOnly: false, segment: '' },
    { segment: '' },
  ]
  for (const visibility of forAll) expect(writeMarkdown(makeRoot([html(visibility)])).text).toBe('<div>a</div>\n')
  expect(forAll.map((visibility) => isRestricted(html(visibility)))).toEqual(forAll.map(() => false))
  const forSome = [
    { emailOnly: true, segment: '' },
    { showOnWeb: true, showOnEmail: false },
    { emailOnly: false, segment: 'status:free' },
    { web: { nonMember: true, memberSegment: 'status:free,status:-free' }, email: { memberSegment: 'tier:gold' } },
  ]
  expect(forSome.map((visibility) => isRestricted(html(visibility)))).toEqual(forSome.map(() => true))
})

test.each([
  [':::html{web=paid}\na\n:::', []],
  [':::html{web=friends}\na\n:::', [['directive/value', 1]]],
  [':::html{email=visitors}\na\n:::', [['directive/value', 1]]],
  [':::button{url="https://a.bc" web=paid}\na\n:::', [['directive/unknown-attribute', 1]]],
  [':::html{web=paid visibility=\'{"a":1}\'}\na\n:::', [['directive/value', 1]]],
  ['- a\n\n  :::html{web=members}\n  <b>secret</b>\n  :::', [['directive/place', 3]]],
  ['> :::html{visibility=\'{"emailOnly":true}\'}\n> <b>secret</b>\n> :::', [['directive/place', 1]]],
  ['> :::html\n> <b>a</b>\n> :::', []],
  [':::html{visibility=\'{"web":{"nonMember":false}}\'}\na\n:::', [['directive/value', 1]]],
  [':::html{visibility=\'{"email":{"memberSegment":""}}\'}\na\n:::', [['directive/value', 1]]],
  [':::html{visibility=\'{"showOnWeb":false}\'}\na\n:::', []],
])('%j', (markdown, problems) => {
  expect(problemsOf(markdown)).toEqual(problems)
})

test('the restricted cards of a text are known with their lines, those that are kept as JSON as well', () => {
  const node = JSON.stringify(html({ emailOnly: true }))
  const text = `a\n\n:::html{web=everyone}\nb\n:::\n\n:::cta{email=none}\nc\n:::\n\n\`\`\`ghost-card\n${node}\n\`\`\`\n`
  expect(restrictedOf(text)).toEqual([
    { name: ':::cta', line: 7 },
    { name: 'ghost-card', line: 11 },
  ])
})

test('a page shows nothing of a card that is not for the site, and the rest between the marks of Ghost', () => {
  const show = (markdown: string) => renderLexicalHtml(convert(markdown), { ghost: 6, isUpload: () => false })
  expect(show('a\n\n:::html{web=none}\n<b>x</b>\n:::')).toBe('<p>a</p>')
  expect(show(':::html{web=visitors}\n<b>x</b>\n:::')).toContain('begin nonMember:true memberSegment:"" -->')
  const means = (markdown: string) => renderReference(parseMarkdown(markdown, 1), { resolve })
  expect(means(':::html{web=none}\n<b>x</b>\n:::')).not.toContain('<b>')
  expect(means(':::html{web=paid}\n<b>x</b>\n:::')).toContain('<b>x</b>')
})
