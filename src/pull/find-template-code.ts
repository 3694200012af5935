interface TemplateForm {
  readonly pattern: RegExp
  readonly what: string
}

/**
 * The forms of code that site generators run while they build a page from Markdown, between backticks as well. Ghost and ghost-sync take all of it
 * for text.
 */
const FORMS: readonly TemplateForm[] = [
  { pattern: /\{\{[<%]/, what: 'a shortcode of Hugo' },
  { pattern: /(?<!\{)\{%|\{\{(?![<%])/, what: 'template code to Jekyll, Eleventy and VitePress' },
  {
    pattern:
      /^(?:import\s.{0,200}\bfrom\b|import\s*["']|export\s+(?:default|const|let|var|function|async|class|\{|\*))/,
    what: 'JavaScript to MDX (Docusaurus)',
  },
]

/**
 * Finds lines in a pulled text that a site generator would run, if one builds from the same folder: they came from the site, and not from the
 * repository's authors. Each form is reported once, at its first line.
 *
 * @param before the text as it was; what it had already does not come from the pull
 */
export function findTemplateCode(text: string, before = ''): readonly string[] {
  const known = new Set(before.split('\n'))
  const fresh = text.split('\n').map((line) => (known.has(line) ? '' : line))
  return FORMS.flatMap(({ pattern, what }) => {
    const lines = fresh.flatMap((line, index) => (pattern.test(line) ? [index + 1] : []))
    const [first] = lines
    if (first === undefined) return []
    const more = lines.length === 1 ? '' : `, and ${lines.length - 1} more`
    return [`line ${first}${more}: ${what}, should one build from this folder`]
  })
}
