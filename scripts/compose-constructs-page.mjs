// The text of docs/constructs.md out of its parts; pure, so that a test can hold the page against the sources.

/** The same in every node, or what Ghost takes anyway: left out of what is shown. */
const NOISE = new Set(['version', 'direction', 'format', 'indent', 'detail', 'mode', 'style', 'value'])
const MAX_TEXT = 240
const MAX_LINE = 110

const HEAD = `# Every construct

What each piece of Markdown becomes: how it is written, how a Ghost 5 with its default theme (Source) shows it, and the Lexical nodes that
Ghost stores. [lexical.md](lexical.md) has the rules. Written by \`npm run docs:constructs\` from [constructs/](constructs), on a real Ghost.

Left out of the nodes are the properties that are the same in each (\`version\`, \`direction\` and the like) or empty; long texts end in \`…\`.
`

/**
 * @param constructs rows of constructs.json, each with its `markdown` and the `nodes` that Ghost stores
 */
export function composeConstructsPage(constructs) {
  const groups = [...new Set(constructs.map(({ group }) => group))]
  const parts = groups.flatMap((group) => [
    `## ${group}\n`,
    ...constructs.filter((construct) => construct.group === group).map(composeConstruct),
  ])
  return `${[HEAD, groups.map((group) => `[${group}](#${slug(group)})`).join(' · '), '', ...parts].join('\n')}`
}

/** Where the picture of a construct is, from docs/. */
export function pictureOf({ name }) {
  return `constructs/screenshots/${name}.png`
}

/** The part of a construct that does not ask Ghost: the heading, the Markdown and the picture. */
export function composeWritten(construct) {
  const { title, note, markdown } = construct
  const said = note === undefined ? '' : `\n${note}\n`
  return `### ${title}\n${said}\n${fence(markdown.trimEnd(), 'markdown')}\n\n![${title}, as Ghost shows it](${pictureOf(construct)})\n`
}

function composeConstruct(construct) {
  const printed = construct.nodes.map((node) => printNode(node, '  ')).join(',\n')
  const json = fence(`[\n${printed}\n]`, 'json')
  const types = construct.nodes.map(({ type }) => type)
  return `${composeWritten(construct)}
<details><summary>${countTypes(types)}</summary>

${json}

</details>
`
}

function countTypes(types) {
  return [...new Set(types)]
    .map((type) => {
      const count = types.filter((other) => other === type).length
      return count === 1 ? type : `${count} × ${type}`
    })
    .join(', ')
}

/** A node on a line where it is short; else a line a property, and children under it. */
function printNode(node, indent) {
  const { children, ...rest } = node
  const properties = Object.entries(rest).filter(([name, value]) => name === 'type' || !isNoise(name, value))
  const words = properties.map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(shorten(value))}`)
  const inner = Array.isArray(children) ? children : []
  const line = `${indent}{ ${words.join(', ')}`
  if (inner.length > 0) {
    const below = inner.map((child) => printNode(child, `${indent}  `)).join(',\n')
    return `${line}, "children": [\n${below}\n${indent}] }`
  }
  if (line.length + 2 <= MAX_LINE) return `${line} }`
  return `${indent}{\n${words.map((word) => `${indent}  ${word}`).join(',\n')}\n${indent}}`
}

function isNoise(name, value) {
  const isEmpty = value === null || value === '' || value === 0 || (Array.isArray(value) && value.length === 0)
  return isEmpty || (NOISE.has(name) && !(name === 'format' && typeof value === 'number'))
}

function shorten(value) {
  if (Array.isArray(value)) return value.map(shorten)
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shorten(inner)]))
  }
  return typeof value === 'string' && value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value
}

function fence(text, language) {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length))
  const ticks = '`'.repeat(longest + 1)
  return `${ticks}${language}\n${text}\n${ticks}`
}

function slug(text) {
  return text.toLowerCase().replaceAll(' ', '-')
}
