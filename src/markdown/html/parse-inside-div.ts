import { defaultTreeAdapter, html as names, parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5'

/** What `div.innerHTML = html` makes of a text in the DOM that Ghost renders with, where no scripts run. */
export function parseInsideDiv(html: string): Tree.DocumentFragment {
  const div = defaultTreeAdapter.createElement('div', names.NS.HTML, [])
  return parseFragment(div, html, { scriptingEnabled: false })
}
