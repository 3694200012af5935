/**
 * Ghost's document format. The API field `lexical` is the JSON text of `{root}`; unknown keys beside `root` survive the API (that is
 * where the stamp travels) and are dropped by the Ghost Admin editor.
 */
export interface LexicalRoot {
  readonly type: 'root'
  readonly version: 1
  readonly direction: 'ltr'
  readonly format: ''
  readonly indent: 0
  readonly children: readonly LexicalNode[]
}

/** Any node, ours or one that only Ghost knows. Which keys each type has: docs/lexical.md. */
export interface LexicalNode {
  readonly type: string
  readonly children?: readonly LexicalNode[]
  readonly [key: string]: unknown
}
