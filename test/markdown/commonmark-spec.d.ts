declare module 'commonmark-spec' {
  export interface Example {
    /** Tabs are written as `→`. */
    readonly markdown: string
    readonly html: string
    readonly section: string
    readonly number: number
  }
  export const tests: readonly Example[]
}
