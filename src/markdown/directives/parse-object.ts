import { MAX_JSON_DEPTH, measureDepth } from './measure-depth.ts'

/** A JSON object; undefined for any other text, and for one that nests too deep. */
export function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject && measureDepth(value) <= MAX_JSON_DEPTH ? value : undefined
  } catch {
    return undefined
  }
}
