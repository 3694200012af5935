import { describe, expect, test } from 'vitest'
import { mayRunScripts, refuseFileName } from '../../../src/pull/files/refuse-file.ts'
import { measureCpu } from '../../measure-cpu.ts'

test.each(['a.png', 'a.JPG', 'a.svg', 'a.mp4', 'a.pdf', 'a.docx', 'package.json.zip', 'a.html.webp'])(
  '%s is brought along',
  (name) => {
    expect(refuseFileName(name)).toBeUndefined()
  },
)

test.each([
  'a.mjs',
  'package.json',
  'a.html',
  'a.svgz',
  'a.doc',
  'a.txt',
  'a.md',
  'a.png.sh',
  'a.xml',
  'a.yml',
  'a.webmanifest',
])('%s is not', (name) => {
  expect(refuseFileName(name)).toContain(`\`.${name.split('.').at(-1)}\` files are not brought along`)
})

test('a name without an extension may be a Makefile', () => {
  expect(refuseFileName('Makefile')).toContain('files without an extension')
})

describe('an SVG', () => {
  const of = (inside: string) => new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`)

  test.each([
    '<rect width="9"/>',
    '<text>javascript is fun, and on = off</text>',
    '<use href="#a"/>',
    '<a xlink:href="https://example.com/">x</a>',
    '<image href="data:image/png;base64,AAAA"/>',
    '<style>.a { fill: url(#b) }</style>',
    '<g inkscape:label="on"/>',
  ])('with %s is a picture', (inside) => {
    expect(mayRunScripts(of(inside))).toBe(false)
  })

  test.each([
    '<script>x</script>',
    '<SCRIPT/>',
    '<svg:script xmlns:svg="http://www.w3.org/2000/svg">x</svg:script>',
    '<a\n onclick = "x"/>',
    '<rect/onload="x"/>',
    '<a href="javascript:x">',
    '<a href="java&#115;cript:x">',
    '<a xlink:href=" &#x6a;avascript:x">',
    '<a href="data:text/html,x">',
    '<image href="data:image/svg+xml,x"/>',
    '<foreignObject/>',
    '<animate attributeName="href" values="javascript:x"/>',
    '<set attributeName="onload" to="x"/>',
    '<style>@import "https://example.com/x.css"</style>',
  ])('with %s is more than a picture', (inside) => {
    expect(mayRunScripts(of(inside))).toBe(true)
  })

  test.each(['<?xml-stylesheet href="x.xsl"?>', '<!DOCTYPE svg [<!ENTITY x "y">]>', '\u0000'])(
    'after %j as well',
    (head) => {
      expect(mayRunScripts(new TextEncoder().encode(`${head}<svg/>`))).toBe(true)
    },
  )

  test('in another encoding is not understood', () => {
    expect(mayRunScripts(Buffer.from('<svg><script/></svg>', 'utf16le'))).toBe(true)
    expect(mayRunScripts(Uint8Array.of(0xff, 0xfe, 0x3c))).toBe(true)
  })

  test('of a megabyte is looked through in no time', () => {
    for (const piece of ['<svg', ' href', ' on', '<!doctype ', 'onaaaa ', 'javascript   ', '<?xml-']) {
      const text = of(piece.repeat(1_000_000 / piece.length))
      expect(
        measureCpu(() => mayRunScripts(text)),
        piece,
      ).toBeLessThan(2000)
    }
  })
})
