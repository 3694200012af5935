import { type Command, InvalidArgumentError } from 'commander'
import type { GhostMajor } from '../../markdown/index.ts'
import { addOfflineOptions } from '../options/project-options.ts'
import type { CommandIo } from '../output/command-io.ts'
import type { RenderOptions } from './run-render.ts'

export function registerRenderCommand(program: Command, io: CommandIo): void {
  const command = program
    .command('render')
    .summary('show what one file becomes in Ghost; asks no site and needs no key')
    .description(
      'Shows what one file becomes: the HTML that Ghost will serve, the Lexical document that is sent, or which block became what. Pictures and files that a push would upload appear under their own paths.',
    )
    .argument('<file>', 'a Markdown file of the content root')
  addOfflineOptions(command)
    .option('--html', 'the HTML that Ghost will serve (the default)')
    .option('--ghost <major>', 'the HTML of Ghost 5 or 6, which differ in some cards', readMajor, 6)
    .option('--lexical', "Ghost's document, as JSON")
    .option('--explain', 'a table of blocks: their lines, what they become, and why where that is an HTML card')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, options: RenderOptions) =>
      (await import('./run-render.ts')).runRender(io, file, options),
    )
}

const EXAMPLES = `
Examples:
  $ ghost-sync render content/posts/hello.md
  $ ghost-sync render --explain content/posts/hello.md
  $ ghost-sync render --lexical --site notes content/posts/hello.md | jq '.root.children[].type'

The HTML is Ghost's to the byte, but for the smaller copies that Ghost makes of pictures. Ghost is asked what it shows for
a bare URL only when the post is written: a comment and a link stand in its place.`

/** Written here as well: importing the list from the Markdown package would load all of it for `--help`. */
const MAJORS = { 5: 5, 6: 6 } as const satisfies Readonly<Record<GhostMajor, GhostMajor>>

function readMajor(value: string): GhostMajor {
  const major = Object.values(MAJORS).find((one) => String(one) === value)
  if (major === undefined) throw new InvalidArgumentError(`It takes ${Object.keys(MAJORS).join(' or ')}.`)
  return major
}
