import { Argument, type Command } from 'commander'
import type { CommandIo } from '../output/command-io.ts'
import { SHELLS, type Shell } from './render-completion.ts'

export function registerCompletionCommand(program: Command, io: CommandIo): void {
  program
    .command('completion')
    .summary('print a script that completes commands and options in your shell')
    .description('Prints a script that completes commands, options and file names in bash, zsh or fish.')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .addHelpText('after', EXAMPLES)
    .action(async (shell: Shell) => {
      const { renderCompletion } = await import('./render-completion.ts')
      io.stdout(renderCompletion(shell, program))
    })
}

const EXAMPLES = `
Examples:
  $ ghost-sync completion bash > ~/.local/share/bash-completion/completions/ghost-sync
  $ ghost-sync completion zsh > ~/.zfunc/_ghost-sync        # with fpath+=~/.zfunc before compinit in ~/.zshrc
  $ ghost-sync completion fish > ~/.config/fish/completions/ghost-sync.fish`
