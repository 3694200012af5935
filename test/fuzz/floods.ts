import type { MakeText } from './hostile-texts.ts'
import type { ChainName } from './run-chain.ts'

/** A text that was, or would be, looked through once for each of its parts, and the way in which it is read. */
export interface Flood {
  readonly chain: ChainName
  readonly make: MakeText
}

const fill =
  (unit: string, before = '', after = ''): MakeText =>
  (size) =>
    before + unit.repeat(Math.max(1, Math.ceil(size / unit.length))) + after

const count =
  (each: number, piece: (index: number) => string): MakeText =>
  (size) =>
    Array.from({ length: Math.floor(size / each) }, (_, index) => piece(index)).join('')

const FRONT = '---\ntitle: A\n---\n'

/** Loops over uses, and the texts for which an expression was slow, by what they are. */
export const FLOODS: Readonly<Record<string, Flood>> = {
  'processing instructions without an end': { chain: 'readText', make: fill('<?', 'a ') },
  'comments without an end': { chain: 'readText', make: fill('<!-- ', 'a ') },
  'declarations without an end': { chain: 'readText', make: fill('<!A ', 'a ') },
  'definitions, each used': {
    chain: 'readText',
    make: (size) => `${count(24, (n) => `[a${n}]: /b\n`)(size)}\n${count(24, (n) => `[a${n}]\n\n`)(size)}`,
  },
  'one definition used': {
    chain: 'checkText',
    make: fill('[a][r]\n\n', FRONT, `[r]: https://a.b/${'x'.repeat(9000)}\n`),
  },
  'one title used': { chain: 'compareText', make: fill('![a][r]\n\n', '', `[r]: /x "${'*t* '.repeat(999)}"\n`) },
  'links to headings': {
    chain: 'checkText',
    make: (size) => FRONT + count(40, (n) => `## Part ${n}\n\n[a](#part-${n})\n[b](#x${n})\n\n`)(size),
  },
  'links that lead nowhere': {
    chain: 'checkText',
    make: (size) => FRONT + count(20, (n) => `[a](nowhere-${n}.md)\n\n`)(size),
  },
  'pictures without a text on a line': { chain: 'checkText', make: fill('![](a.png) ', FRONT) },
  'notes, each used': {
    chain: 'checkText',
    make: (size) => FRONT + count(24, (n) => `a[^${n}]\n\n[^${n}]: b\n\n`)(size),
  },
  'one note used': { chain: 'compareText', make: fill('a[^1] ', '', '\n\n[^1]: x\n') },
  'wiki links': { chain: 'checkText', make: fill('[[a]] ', FRONT) },
  shortcodes: { chain: 'checkText', make: fill('{{< a >}} {% b %} ', FRONT) },
  directives: { chain: 'compareText', make: fill(':::tip\na\n:::\n\n') },
  'emoji and addresses': { chain: 'compareText', make: fill(':tada: https://a.b/c a@b.cd ') },
  'a table': { chain: 'compareText', make: fill('|a|b|\n', '|a|b|\n|-|-|\n') },
  'quotes and lists': { chain: 'compareText', make: fill('> - a\n>   > b\n\n') },
  'drawings without an end': { chain: 'measureText', make: fill('<svg') },
  'attributes of a drawing': { chain: 'measureText', make: fill(' width="') },
  'starts of tokens': { chain: 'printText', make: fill('eyJeeeee\\') },
  'what is twice as wide': { chain: 'printText', make: fill('ä世 ') },
  'values of spaces': { chain: 'readFrontMatter', make: fill(' ', 'a', '"b') },
  'quotes without an end': { chain: 'readFrontMatter', make: fill('\\"\\', '"') },
  'a body of definitions': { chain: 'mergeText', make: fill('\n\n[a]:', '', '\n[') },
  'blank lines': { chain: 'mergeText', make: fill('\n \n\t') },
  'addresses of uploads': { chain: 'readAnswer', make: fill('/content/media/0') },
  'names of uploads': { chain: 'readAnswer', make: fill(`-${'0123456789abcdef'.repeat(2)}`) },
}
