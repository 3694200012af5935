/** What is no tag: comments, and elements whose text is no HTML. */
const OTHER = '<!--[\\s\\S]*?-->|<(style|script|xmp|iframe|noembed|noframes)\\b[\\s\\S]*?</\\1>'
const TAG = '(<[a-z][^\\s>"]*(?: [^\\s="]+="[^"]*")+>)'

/** HTML as a DOM wrote it, with the angle brackets in attributes escaped as the DOM of Ghost 6 does. */
export function escapeAngles(html: string): string {
  return html.replace(new RegExp(`${TAG}|${OTHER}`, 'gi'), (whole, tag?: string) =>
    tag === undefined
      ? whole
      : tag.replace(/="([^"]*)"/g, (_, value: string) => `="${value.replace(/</g, '&lt;').replace(/>/g, '&gt;')}"`),
  )
}
