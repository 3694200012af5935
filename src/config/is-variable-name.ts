/** Whether `text` can be the name of an environment variable in every shell and CI system. */
export function isVariableName(text: unknown): text is string {
  return typeof text === 'string' && /^[A-Za-z_]\w*$/.test(text)
}
