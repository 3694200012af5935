/** Elements of HTML, those included that are obsolete and still shown. Case does not matter. */
const HTML = new Set(
  'a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button canvas caption center cite code col colgroup command content data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins isindex kbd keygen label legend li link listing main map mark marquee menu menuitem meta meter nav nobr noembed noframes noscript object ol optgroup option output p param picture plaintext portal pre progress q rb rp rt rtc ruby s samp script search section select selectedcontent slot small source spacer span strike strong style sub summary sup table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp'.split(
    ' ',
  ),
)

/** Elements of SVG and MathML, as they are spelt: `<Path>` is somebody's type, and `<path>` a drawing. */
const DRAWN = new Set(
  'svg a animate animateMotion animateTransform circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter foreignObject g image line linearGradient marker mask metadata mpath path pattern polygon polyline radialGradient rect set stop switch symbol text textPath tspan use view math annotation annotation-xml maction maligngroup malignmark menclose merror mfenced mfrac mglyph mi mlabeledtr mlongdiv mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mscarries mscarry msgroup msline mspace msqrt msrow mstack mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics'.split(
    ' ',
  ),
)

/** Whether browsers know an element of this name. Custom elements, `<my-widget>`, are not among them. */
export function isElementName(name: string): boolean {
  return HTML.has(name.toLowerCase()) || DRAWN.has(name) || DRAWN_IN_CAPITALS.has(name)
}

const DRAWN_IN_CAPITALS = new Set([...DRAWN].map((name) => name.toUpperCase()))

const VOID = new Set(
  'area base bgsound br col command embed hr img input keygen link meta param source track wbr'.split(' '),
)

/** Whether an element has no content and no end tag. */
export function isVoidElement(name: string): boolean {
  return VOID.has(name.toLowerCase())
}
