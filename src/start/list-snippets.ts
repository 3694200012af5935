import { FIELDS, type FieldDefinition } from '../model/fields.ts'
import { FRONT_MATTER_KEYS } from '../scan/front-matter/front-matter-keys.ts'

/** One entry of a `.code-snippets` file of VS Code. Source: code.visualstudio.com/docs/editing/userdefinedsnippets */
export interface Snippet {
  readonly scope: string
  readonly prefix: string
  readonly body: readonly string[]
  readonly description: string
}

/**
 * Lists a snippet per key of Ghost, and one for a whole block. VS Code completes the front matter of Markdown from snippets by itself; no extension
 * of the marketplace completes it from a JSON Schema.
 */
export function listSnippets(): Readonly<Record<string, Snippet>> {
  const keys = FRONT_MATTER_KEYS.filter(({ key, target, reading }) => reading === 'plain' && key === target)
  const entries = keys.map(({ key, summary }): [string, Snippet] => [
    `ghost-sync ${key}`,
    { scope: 'markdown', prefix: key, body: [`${key}: ${fillIn(key)}`], description: summary },
  ])
  const block: Snippet = {
    scope: 'markdown',
    prefix: 'ghost',
    body: ['---', 'title: $1', `status: ${fillIn('status', 2)}`, 'tags: [$3]', '---', '', '$0'],
    description: 'Front matter of a new post.',
  }
  return Object.fromEntries([['ghost-sync front matter', block], ...entries])
}

function fillIn(key: string, stop = 1): string {
  if (key === 'type') return `\${${stop}|post,page|}`
  const field: FieldDefinition | undefined = Object.entries(FIELDS).find(([name]) => name === key)?.[1]
  if (field?.values !== undefined) return `\${${stop}|${field.values.join(',')}|}`
  if (field?.kind === 'flag') return `\${${stop}|true,false|}`
  if (field?.kind === 'names' || key === 'sites') return `[$${stop}]`
  if (field?.kind === 'date')
    return `\${${stop}:$CURRENT_YEAR-$CURRENT_MONTH-\${CURRENT_DATE} \${CURRENT_HOUR}:$CURRENT_MINUTE}`
  if (field?.kind === 'image') return `./$${stop}`
  return `$${stop}`
}
