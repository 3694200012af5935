import type { Capabilities, UploadEndpoint } from './capabilities.ts'

/** Whether an upload endpoint takes a file with this extension. @param extension without the dot, any case; empty for none */
export function isUploadAccepted(
  { uploads }: Pick<Capabilities, 'uploads'>,
  endpoint: UploadEndpoint,
  extension: string,
): boolean {
  const accepted = uploads[endpoint]
  switch (accepted.kind) {
    case 'any':
      return true
    case 'none':
      return false
    case 'only':
      return accepted.extensions.includes(extension.toLowerCase())
  }
}
