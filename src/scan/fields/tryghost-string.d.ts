/** The package has no types of its own. */
declare module '@tryghost/string' {
  export function slugify(text: string, options?: { readonly requiredChangesOnly?: boolean }): string
}
