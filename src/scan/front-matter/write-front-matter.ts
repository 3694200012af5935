import { Document, isSeq, Scalar, type YAMLMap } from 'yaml'

/** Front matter values as a file can hold them. */
export type FrontMatterValue = string | boolean | null | readonly string[]

/**
 * Writes a YAML front matter block with its fences, in the order of the entries. Single-line texts stay on one line and lists stand in brackets, as
 * people write them by hand.
 */
export function writeFrontMatter(entries: ReadonlyMap<string, FrontMatterValue>): string {
  const document = new Document<YAMLMap>({} as unknown as YAMLMap, { version: '1.2', schema: 'core' })
  for (const [key, value] of entries) document.set(key, createValue(document, value))
  return `---\n${document.toString({ lineWidth: 0, flowCollectionPadding: false, nullStr: '' })}---\n`
}

/** Makes a node that reads back as exactly this value. */
export function createValue(document: Document, value: FrontMatterValue): unknown {
  const node = document.createNode(value)
  if (isSeq(node)) node.flow = true
  // In a block scalar a carriage return or a control character would be lost or refused.
  if (typeof value === 'string' && /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/.test(value)) {
    const scalar = new Scalar(value)
    scalar.type = Scalar.QUOTE_DOUBLE
    return scalar
  }
  return node
}
