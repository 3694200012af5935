/**
 * Draws what the server sends. Values become text nodes and nothing else; the only address that is set from them is the frame's and the link's,
 * once it has proved to be http or https.
 */
export const PAGE_SCRIPT = `
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
  for (const { severity, line, message, cure } of problems) {
    const item = make('li', undefined, severity)
    item.append(make('strong', severity), (line === undefined ? ' ' : ' line ' + line + ': ') + message + ' ' + cure)
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
