#!/usr/bin/env node
import { runCli } from './commands/run-cli.ts'

await runCli(process)
