import { PAGE_SCRIPT } from './page-script.ts'
import { PAGE_STYLE } from './page-style.ts'

/** The preview page. It holds no content: its script gets that as JSON and makes text nodes of it, so that nothing has to be escaped here. */
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
