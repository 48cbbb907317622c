/**
 * The look of a report. Colours of models are told apart by people who see colours differently (after Okabe and Ito 2008),
 * and have at least 3:1 against the ground, light or dark.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --text: #1b1f24; --quiet: #59636e; --rule: #d8dee4; --panel: #f6f8fa;
  --blocking: #c85000; --threaded: #0072b2; --async: #00835f; --queue: #a8488f;
  --good: #1a7f37; --doubt: #8a5a00; --bad: #c0271d;
  --thread-0: #0072b2; --thread-1: #b86e00; --thread-2: #00835f; --thread-3: #c85000;
  --thread-4: #a8488f; --thread-5: #3f9bd8; --thread-6: #857500; --thread-7: #6f6f6f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1216; --text: #e4e8ec; --quiet: #9aa5b1; --rule: #2d343c; --panel: #171b21;
    --blocking: #f0803c; --threaded: #56b4e9; --async: #2fc79b; --queue: #dd90c4;
    --good: #4ac26b; --doubt: #e3b341; --bad: #ff7b72;
    --thread-0: #56b4e9; --thread-1: #e69f00; --thread-2: #2fc79b; --thread-3: #f0803c;
    --thread-4: #dd90c4; --thread-5: #8fb8ff; --thread-6: #d8c94a; --thread-7: #a3a3a3;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--text);
  font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif;
  -webkit-text-size-adjust: 100%;
}
main { max-width: 1080px; margin: 0 auto; padding: 28px 24px 96px; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 2px 0 6px; letter-spacing: -0.01em; text-wrap: balance; }
h2 { font-size: 1.2rem; margin: 44px 0 10px; }
h3 { font-size: 1rem; margin: 0; }
h3 + .quiet { margin: 0 0 6px; }
p { margin: 0 0 12px; }
.quiet, figcaption, .meta { color: var(--quiet); font-size: 0.875rem; }
.meta { margin-bottom: 16px; }
.finding { font-size: 1.1rem; line-height: 1.5; max-width: 62em; margin: 0 0 14px; padding-left: 16px; border-left: 3px solid var(--threaded); }
.verdicts { display: flex; flex-wrap: wrap; gap: 8px 24px; margin: 0 0 22px; padding: 0; list-style: none; font-variant-numeric: tabular-nums; }
.verdicts .quiet { font-size: inherit; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 0 0 14px; padding: 0; list-style: none; font-size: 0.875rem; }
.legend svg { width: 13px; height: 13px; margin-right: 7px; vertical-align: -1px; }
.valid { color: var(--good); } .suspect { color: var(--doubt); } .invalid { color: var(--bad); }
.verdicts strong { font-weight: 600; }
.panels { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), 1fr)); gap: 24px 40px; align-items: start; }
.panels.wide { grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); }
figure { margin: 0; min-width: 0; }
figure svg { display: block; width: 100%; max-width: 560px; height: auto; overflow: visible; font-variant-numeric: tabular-nums; }
.panels:not(.wide) figure svg { max-width: 360px; }
figcaption { margin-top: 6px; }
.set { padding-left: 1.2em; margin: 0; max-width: 62em; }
.set li { margin-bottom: 4px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.875rem; font-variant-numeric: tabular-nums; }
.cells { width: 100%; }
th, td { padding: 5px 8px; text-align: left; white-space: nowrap; vertical-align: baseline; }
th:first-child, td:first-child { padding-left: 0; }
thead th { color: var(--quiet); font-weight: normal; border-bottom: 1px solid var(--rule); white-space: normal; vertical-align: bottom; line-height: 1.3; }
.cells th, .cells td { padding-left: 6px; padding-right: 6px; }
.cells th:first-child, .cells td:first-child { padding-left: 0; }
.right { text-align: right; }
tbody th { font-weight: normal; }
.cells tbody th[scope='rowgroup'] { font-weight: 600; padding-top: 20px; }
.cells tbody tr + tr > * { border-top: 1px solid var(--rule); }
.cells .reasons td { border-top: 0; padding-top: 0; color: var(--quiet); white-space: normal; }
.heat td, .heat th { text-align: center; padding: 8px 14px; }
.heat td { background: color-mix(in oklab, var(--heat) calc(var(--share) * 55%), var(--ground)); border: 2px solid var(--ground); min-width: 84px; }
.heat tbody th { text-align: right; padding-left: 0; }
.per-slot td, .per-slot th { padding: 5px 7px; white-space: nowrap; min-width: 0; }
.panels > .whole { grid-column: 1 / -1; }
.per-slot td { --heat: var(--quiet); line-height: 1.25; }
.per-slot thead th { border-bottom: 0; }
.panels.factors { grid-template-columns: repeat(auto-fill, minmax(min(100%, 200px), 1fr)); gap: 16px 22px; margin-bottom: 22px; }
.panels.factors figure svg { max-width: 270px; }
.scaling .set { margin-bottom: 18px; }
.scaling h2 { margin-top: 22px; }
.heat small { display: block; color: inherit; opacity: 0.75; }
dl { display: grid; grid-template-columns: 9em 1fr; gap: 6px 24px; margin: 0; font-size: 0.9rem; max-width: 62em; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
pre { background: var(--panel); padding: 16px; overflow-x: auto; font-size: 0.82rem; line-height: 1.5; border-radius: 4px; }
summary { cursor: pointer; }
details { margin-top: 16px; }
@media (max-width: 560px) { main { padding: 24px 16px 64px; } dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 10px; } }
@media print { main { max-width: none; padding: 0; } h2, figure, tr { break-inside: avoid; } }
`;
