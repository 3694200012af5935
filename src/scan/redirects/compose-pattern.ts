/** The path as a regular expression that Ghost takes: that path alone, with and without a slash at its end. */
export function composePattern(path: string): string {
  return `^${path.replace(/\/$/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}/?$`
}
