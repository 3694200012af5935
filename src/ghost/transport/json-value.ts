export type JsonObject = Readonly<Record<string, unknown>>

/** Parses JSON; undefined when it is invalid. (`undefined` is no JSON value, so the result is unambiguous.) */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
