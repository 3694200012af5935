import type { RequestEvent } from '../../ghost/transport/connection.ts'
import { makePrintable } from '../../model/text.ts'
import type { ProjectHost } from '../../sync/load-project.ts'
import type { CommandIo } from './command-io.ts'

/** What a command hands to a project: where to look, where to register secrets, and whether to show requests. */
export function hostProject(io: CommandIo, { verbose }: { readonly verbose?: boolean }): ProjectHost {
  const { cwd, env, addSecret, stderr } = io
  const onRequest = (site: string, event: RequestEvent) => stderr(`${site}  ${makePrintable(traceRequest(event))}\n`)
  return { cwd, env, addSecret, onRequest: verbose === true ? onRequest : undefined }
}

function traceRequest({ method, path, status, milliseconds, attempt }: RequestEvent): string {
  const again = attempt > 1 ? `  (attempt ${attempt})` : ''
  return `${method.padEnd(6)} ${path}  ${status ?? 'no answer'}  ${Math.round(milliseconds)} ms${again}`
}
