import { type Command, InvalidArgumentError } from 'commander'
import { addProjectOptions } from '../options/project-options.ts'
import type { CommandIo } from '../output/command-io.ts'
import type { WatchOptions } from './open-watched.ts'

export function registerWatchCommand(program: Command, io: CommandIo): void {
  const command = program
    .command('watch')
    .summary('push each file when it is saved; with --preview, show it in the theme')
    .description(
      'Pushes just what changed whenever a file is saved: posts, pictures, renames, the config. Posts keep their status, and new ones are drafts, unless --publish is given. Nothing is removed, no conflict is forced, and no e-mail is sent. Ctrl-C ends it.',
    )
  addProjectOptions(command)
    .option(
      '--preview',
      'serve a page on this machine that shows the post in the theme of the site, and follows each save',
    )
    .option('--port <number>', 'port of the preview (default: one that is free)', readPort)
    .option('--publish', 'let posts come out, or become drafts again, as their files say')
    .option('--sandbox', 'use real Ghost sites on this machine instead of those of the config; no config is needed')
    .addHelpText('after', EXAMPLES)
    .action(async (options: WatchOptions) => (await import('./run-watch.ts')).runWatch(io, options))
}

function readPort(value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : 0
  if (port < 1 || port > 65_535) throw new InvalidArgumentError('It takes a number from 1 to 65535.')
  return port
}

const EXAMPLES = `
Examples:
  $ ghost-sync watch                       every save goes to the sites, as a draft where it is new
  $ ghost-sync watch --preview             the same, beside a page that shows the post in the theme
  $ ghost-sync watch --preview --sandbox   on a Ghost of your own machine; the sites see nothing
  $ ghost-sync watch --publish --site main what the front matter publishes comes out at once`
