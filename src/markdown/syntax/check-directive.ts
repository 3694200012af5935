import type { DialectName } from '../../config/config.ts'
import { DIRECTIVE_NAMES, findDirective } from '../cards/registry.ts'
import {
  type AttributeKind,
  CARD_WIDTHS,
  type DirectiveForm,
  findAttribute,
  takesWidth,
} from '../directives/directive-form.ts'
import { readSource } from '../directives/read-directive.ts'
import { parseObject } from '../document/json-depth.ts'
import type { Reference, UnplacedProblem } from '../document/markdown-document.ts'
import type { DirectiveToken } from '../document/markdown-token.ts'

const boxesOf = (dialect: DialectName): string =>
  `Name the dialect in the config, \`markdown: { dialects: ['${dialect}'] }\`, or write a card. `

/** Boxes of other tools, with the dialect that reads them. */
const FOREIGN_BOXES: Readonly<Record<string, string>> = {
  info: boxesOf('docusaurus'),
  danger: boxesOf('docusaurus'),
  message: boxesOf('zenn'),
  details: boxesOf('zenn'),
}

/**
 * Reports what is wrong with a directive: everything that its author wrote and that would be lost.
 *
 * @param isTopLevel False in a list, a quote, or another directive.
 */
export function checkDirective(token: DirectiveToken, isTopLevel: boolean): readonly UnplacedProblem[] {
  const { name } = token
  const form = findDirective(name)
  if (form === undefined) {
    return [
      {
        code: 'directive/unknown',
        message: `\`:::${name}\` is no card that Ghost has.`,
        hint: `${FOREIGN_BOXES[name] ?? ''}Known are ${DIRECTIVE_NAMES.map((one) => `\`${one}\``).join(', ')}.`,
      },
    ]
  }
  const found: UnplacedProblem[] = []
  if (!token.closed) {
    found.push({
      code: 'directive/unclosed',
      message: `\`:::${name}\` is never closed.`,
      hint: 'End it with a line of as many colons.',
    })
  }
  if (!isTopLevel && form.nest === undefined) {
    found.push({
      code: 'directive/place',
      message: `\`:::${name}\` stands inside a list, a quote or another block, where Ghost has no cards.`,
      hint: 'Move it out.',
    })
  }
  if (form.body.kind === 'none' && token.content.trim() !== '') {
    found.push({
      code: 'directive/content',
      message: `\`:::${name}\` shows nothing of what stands between its lines of colons.`,
      hint: 'Move the text out, or into an attribute.',
    })
  }
  return [...found, ...(isTopLevel ? [] : findIneffective(token, form)), ...checkAttributes(token, form)]
}

/** Finds attributes that only a card can have, where none is made. */
function findIneffective({ name, attributes }: DirectiveToken, form: DirectiveForm): UnplacedProblem[] {
  if (form.nest === undefined) return []
  const lost = form.attributes.filter(({ key, needsCard }) => needsCard === true && attributes?.values.has(key))
  return lost.map(({ key }) => ({
    code: 'directive/place',
    message: `\`${key}\` of \`:::${name}\` has no effect inside a list, a quote or another block, where Ghost has no cards: everybody would see it.`,
    hint: 'Move the whole block out.',
  }))
}

function checkAttributes(
  { name, isWhole, attributes, tokens }: DirectiveToken,
  form: DirectiveForm,
): UnplacedProblem[] {
  if (!isWhole) {
    return [
      {
        code: 'directive/attributes',
        message: `What follows \`:::${name}\` on its line are no attributes.`,
        hint: 'Write them as `{key="value" other=word}`.',
      },
    ]
  }
  const known = form.attributes.flatMap(({ key, kind }) => (kind === 'class' ? [] : [key]))
  const hint =
    known.length === 0 ? 'It has none: remove them.' : `It has ${known.map((key) => `\`${key}\``).join(', ')}.`
  const unknown = (what: string): UnplacedProblem => ({
    code: 'directive/unknown-attribute',
    message: `\`:::${name}\` has no ${what}.`,
    hint,
  })
  const found: UnplacedProblem[] = []
  if (attributes?.id !== undefined) found.push(unknown('id'))
  for (const one of attributes?.classes ?? [])
    if (!takesWidth(form) || !CARD_WIDTHS.includes(one)) found.push(unknown(`class \`.${one}\``))
  for (const [key, value] of attributes?.values ?? []) {
    const attribute = findAttribute(form, key)
    if (attribute === undefined) found.push(unknown(`attribute \`${key}\``))
    else {
      const wanted = findFault(attribute.kind, value) ?? attribute.findFault?.(String(value))
      if (wanted === undefined) continue
      found.push({
        code: 'directive/value',
        message: `\`${key}\` of \`:::${name}\` cannot be ${value === true ? 'without a value' : `\`${value.slice(0, 60)}\``}.`,
        hint: `Write ${wanted}.`,
      })
    }
  }
  for (const { key, excludes = [] } of form.attributes) {
    const beside = attributes?.values.has(key) ? excludes.find((other) => attributes.values.has(other)) : undefined
    if (beside === undefined) continue
    found.push({
      code: 'directive/value',
      message: `\`${key}\` and \`${beside}\` of \`:::${name}\` say the same thing in two ways.`,
      hint: 'Keep one of them.',
    })
  }
  for (const key of form.required ?? []) {
    if (attributes?.values.get(key) ?? '') continue
    // What is shown stands between the colons, wherever it is from.
    if (form.body.kind === 'source' && (readSource(tokens) !== undefined || attributes?.values.has('html'))) continue
    found.push({
      code: 'directive/missing',
      message: `\`:::${name}\` shows nothing without \`${key}\`.`,
      hint: `Write \`:::${name}{${key}="..."}\`.`,
    })
  }
  return found
}

/** Says what to write instead; undefined when the value is right. */
function findFault(kind: AttributeKind, value: string | true): string | undefined {
  if (kind === 'flag') return [true, 'true', 'false'].includes(value) ? undefined : '`true` or `false`'
  if (value === true) return `\`key="value"\``
  if (kind === 'number') return /^\d{1,12}(?:\.\d+)?$/.test(value) ? undefined : 'a number'
  if (kind === 'counts')
    return /^\d{1,2}(?:, ?\d{1,2}){0,30}$/.test(value) ? undefined : 'numbers, parted by commas: `2,3`'
  if (kind === 'json')
    return parseObject(value) !== undefined ? undefined : "a JSON object, in single quotes: `'{...}'`"
  if (typeof kind === 'string' || kind.includes(value)) return undefined
  return kind.map((one) => `\`${one}\``).join(' or ')
}

/** The files and addresses that a directive's attributes name. */
export function listAttributeReferences(token: DirectiveToken): readonly Omit<Reference, 'line'>[] {
  const form = findDirective(token.name)
  return [...(token.attributes?.values ?? [])].flatMap(([key, value]) => {
    const kind = form && findAttribute(form, key)?.kind
    const refers = kind === 'link' || kind === 'image' || kind === 'media'
    return refers && typeof value === 'string' && value !== '' ? [{ kind, target: value }] : []
  })
}
