/**
 * What makes an SVG more than a picture. Rough on purpose: a drawing that is turned away for nothing stays an address, one that runs a script
 * does so with the rights of whatever page or program opens it.
 */
const ACTIVE: readonly RegExp[] = [
  // Elements, in any namespace, that run, embed or animate an address.
  /[<:](?:script|foreignobject|iframe|object|embed|handler|listener|set|animate)\b/i,
  // Handlers of events.
  /[\s"'/]on[a-z]+\s{0,20}=/i,
  // A style sheet of the XML kind may be a program (XSLT); an own DTD can hide all of the above in an entity.
  /<\?xml-stylesheet|<!entity|<!doctype[^>]{0,500}\[/i,
  // Where a link leads: to a part of the file, to the web, or to a picture that is in the address itself.
  /\bhref\s{0,20}=\s{0,20}["']?\s{0,20}(?!["'#]|https?:|data:image\/(?:png|jpe?g|gif|webp|avif)[;,])/i,
  /javascript\s{0,20}:/i,
  /@import\b/i,
]

/** Whether an SVG may do something when it is opened. What is not plain UTF-8 is not understood, and so may. */
export function mayRunScripts(svg: Uint8Array): boolean {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(svg)
  } catch {
    return true
  }
  return text.includes('\u0000') || ACTIVE.some((pattern) => pattern.test(text))
}
