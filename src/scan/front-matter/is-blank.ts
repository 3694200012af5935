/** Whether a key was written without a value: `tags:`, `tags: ""`, `tags: []`. */
export function isBlank(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === ''
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0)
}
