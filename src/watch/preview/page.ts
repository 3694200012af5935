/**
 * Renders the preview page. It holds no content: its script gets the content as JSON and makes text nodes of it, so that nothing has to be escaped
 * here.
 */
export function renderPage(nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>ghost-sync preview</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${PAGE_STYLE}</style>
</head>
<body>
<header>
  <p id="status" role="status" data-tone="busy">Connecting ...</p>
  <div class="tools">
    <label id="site-choice" hidden>Site <select id="site"></select></label>
    <fieldset>
      <legend>Width</legend>
      <label><input type="radio" name="width" value="desktop" checked> Desktop</label>
      <label><input type="radio" name="width" value="mobile"> Mobile</label>
    </fieldset>
    <label><input type="checkbox" id="follow" checked> Follow the file saved last</label>
    <a id="open" target="_blank" rel="noopener noreferrer" hidden>Open in a tab</a>
  </div>
</header>
<nav aria-label="Posts"><ul id="posts"></ul></nav>
<main>
  <section id="problems" aria-label="Problems of this post" aria-live="polite" hidden></section>
  <p id="note" hidden></p>
  <div id="stage" data-width="desktop"><iframe id="frame" title="The post in the site's theme" referrerpolicy="no-referrer" sandbox="allow-scripts allow-same-origin allow-forms allow-popups" hidden></iframe></div>
</main>
<script nonce="${nonce}">${PAGE_SCRIPT}</script>
</body>
</html>
`
}

/** Hand-written and small; the colours follow the system's. */
const PAGE_STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d8d8dc, #3a3a40); --soft: light-dark(#f5f5f7, #1b1b1f); --strong: light-dark(#1d4ed8, #8ab4ff);
  --good: light-dark(#146c2e, #7ddc97); --bad: light-dark(#b3261e, #ff9d94); --warn: light-dark(#7a5200, #f0c36d); }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; height: 100vh; display: grid; grid-template: auto 1fr / 17rem 1fr; grid-template-areas: "head head" "posts main";
  font: 14px/1.45 system-ui, sans-serif; background: Canvas; color: CanvasText; }
header { grid-area: head; display: flex; flex-wrap: wrap; gap: .4rem 1.5rem; align-items: center; justify-content: space-between;
  padding: .5rem 1rem; border-bottom: 1px solid var(--line); }
#status { margin: 0; } #status::before { content: "\\25CF\\00A0"; }
#status[data-tone=good]::before { color: var(--good); } #status[data-tone=bad] { color: var(--bad); } #status[data-tone=busy]::before { color: var(--warn); }
.tools { display: flex; flex-wrap: wrap; gap: .4rem 1.25rem; align-items: center; }
fieldset { display: flex; gap: .75rem; border: 0; margin: 0; padding: 0; } legend { float: left; margin-right: .75rem; padding: 0; }
a { color: var(--strong); }
nav { grid-area: posts; overflow: auto; border-right: 1px solid var(--line); background: var(--soft); }
nav ul { list-style: none; margin: 0; padding: .5rem; }
nav button { display: block; width: 100%; padding: .4rem .6rem; border: 0; border-radius: 6px; background: none; color: inherit; font: inherit; text-align: left; cursor: pointer; overflow-wrap: anywhere; }
nav button:hover { background: light-dark(#e7e7ea, #2a2a30); }
nav button[aria-current=true] { background: light-dark(#dbe6ff, #24345c); }
nav small { display: block; opacity: .75; } nav .mark { color: var(--bad); font-weight: 600; } nav .warn { color: var(--warn); }
main { grid-area: main; display: flex; flex-direction: column; min-width: 0; min-height: 0; }
#problems { max-height: 40vh; overflow: auto; padding: .5rem 1rem; border-bottom: 1px solid var(--line); }
#problems h2 { margin: 0; font-size: 1em; } #problems ul { margin: .3rem 0; padding-left: 1.2rem; }
#problems strong { color: var(--bad); } #problems .warning strong { color: var(--warn); }
#note { margin: 0; padding: .5rem 1rem; background: var(--soft); }
#stage { flex: 1; min-height: 0; display: flex; justify-content: center; background: var(--soft); }
#stage iframe { width: 100%; height: 100%; border: 0; background: white; }
#stage[data-width=mobile] iframe { width: 390px; max-width: 100%; border: 1px solid var(--line); border-width: 0 1px; }
:focus-visible { outline: 2px solid var(--strong); outline-offset: 1px; }
@media (max-width: 50rem) { body { grid-template: auto auto 1fr / 1fr; grid-template-areas: "head" "posts" "main"; } nav { max-height: 20vh; border-right: 0; border-bottom: 1px solid var(--line); } }
`

/**
 * Draws what the server sends. Values become text nodes and nothing else. The only address that is set from them is that of the frame and the link,
 * after a check that it is http or https.
 */
const PAGE_SCRIPT = `
'use strict'
const get = (id) => document.getElementById(id)
let state = { posts: [], latest: undefined, message: '', tone: 'busy' }
let chosen
let site
let shown

const make = (tag, text, className) => {
  const element = document.createElement(tag)
  if (text !== undefined) element.textContent = text
  if (className !== undefined) element.className = className
  return element
}

function isWeb(address) {
  try { return /^https?:$/.test(new URL(address).protocol) } catch { return false }
}

function draw() {
  const { posts, message, tone } = state
  get('status').textContent = message
  get('status').dataset.tone = tone
  if (!posts.some((post) => post.path === chosen)) chosen = state.latest ?? posts[0]?.path
  drawPosts(posts)
  const post = posts.find(({ path }) => path === chosen)
  drawProblems(post)
  drawFrame(post)
  document.title = (post === undefined ? '' : post.title + ' - ') + 'ghost-sync preview'
}

function drawPosts(posts) {
  const focused = document.activeElement?.dataset?.path
  get('posts').replaceChildren(...posts.map((post) => {
    const item = make('li')
    const button = make('button', post.title)
    button.type = 'button'
    button.dataset.path = post.path
    button.setAttribute('aria-current', String(post.path === chosen))
    const errors = post.problems.filter(({ severity }) => severity === 'error').length
    const warnings = post.problems.length - errors
    if (errors > 0) button.append(' ', make('span', errors === 1 ? '1 error' : errors + ' errors', 'mark'))
    else if (warnings > 0) button.append(' ', make('span', warnings === 1 ? '1 warning' : warnings + ' warnings', 'warn'))
    button.append(make('small', post.path + describeStand(post)))
    button.addEventListener('click', () => { chosen = post.path; get('follow').checked = false; draw() })
    item.append(button)
    return item
  }))
  if (focused !== undefined) [...get('posts').querySelectorAll('button')].find(({ dataset }) => dataset.path === focused)?.focus()
}

// Who edits what readers see should know it.
function describeStand({ views }) {
  const stands = new Set(views.map(({ url, kind }) => url === undefined ? 'new' : kind === 'live' ? 'published' : 'not published'))
  return stands.size === 0 ? '' : ' \u00B7 ' + (stands.size === 1 ? [...stands][0] : 'not the same on every site')
}

function drawProblems(post) {
  const problems = post?.problems ?? []
  get('problems').hidden = problems.length === 0
  const list = make('ul')
  for (const { severity, line, message, hint } of problems) {
    const item = make('li', undefined, severity)
    item.append(make('strong', severity), (line === undefined ? ' ' : ' line ' + line + ': ') + message + ' ' + hint)
    list.append(item)
  }
  get('problems').replaceChildren(make('h2', 'Problems in ' + (post?.path ?? '')), list)
}

function drawFrame(post) {
  const views = post?.views ?? []
  const view = views.find((one) => one.site === site) ?? views[0]
  const choice = get('site')
  get('site-choice').hidden = views.length < 2
  choice.replaceChildren(...views.map((one) => {
    const option = make('option', one.site)
    option.selected = one === view
    return option
  }))
  const address = view?.url !== undefined && isWeb(view.url) ? view.url : undefined
  const notes = []
  if (view?.note !== undefined) notes.push(view.note)
  if (post !== undefined && address === undefined) notes.push('This post is not in Ghost yet: it is pushed when it is saved.')
  if (address !== undefined && !view.framed) notes.push('This site does not let itself be shown inside another page: open it in a tab, and reload it there after each push.')
  get('note').textContent = notes.join(' ')
  get('note').hidden = notes.length === 0
  get('open').hidden = address === undefined
  if (address !== undefined) get('open').href = address
  const frame = get('frame')
  frame.hidden = address === undefined || !view.framed
  const wanted = frame.hidden ? undefined : address + (address.includes('?') ? '&' : '?') + 'ghost-sync=' + view.version
  if (wanted === shown) return
  shown = wanted
  if (wanted === undefined) frame.removeAttribute('src')
  // Replaced, not added to the history: Back leaves the preview, and does not step through every save.
  else frame.contentWindow.location.replace(wanted)
}

get('site').addEventListener('change', (event) => { site = event.target.value; draw() })
get('follow').addEventListener('change', () => { if (get('follow').checked && state.latest !== undefined) chosen = state.latest; draw() })
for (const input of document.getElementsByName('width')) input.addEventListener('change', () => { get('stage').dataset.width = input.value })

const events = new EventSource('events')
events.addEventListener('message', (event) => {
  state = JSON.parse(event.data)
  if (get('follow').checked && state.latest !== undefined) chosen = state.latest
  draw()
})
events.addEventListener('error', () => {
  get('status').textContent = 'The connection to ghost-sync watch is gone. It comes back when the watch runs again at this address.'
  get('status').dataset.tone = 'bad'
})
`
