/** Hand-written and small; the colours follow the system's. */
export const PAGE_STYLE = `
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
