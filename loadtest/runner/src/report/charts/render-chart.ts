import type { TopLevelSpec } from 'vega-lite';
import { Html, html } from '../html/html.js';
import { theme } from './theme.js';
import { loadVega } from './vega.js';

export interface Chart {
  /** Of the whole drawing, axes included, in pixels. */
  readonly width: number;
  readonly spec: TopLevelSpec;
}

/**
 * Draws a chart as inline SVG that takes its colours from the page.
 *
 * @param description what it shows, for those who do not see it
 */
export async function renderChart({ width, spec }: Chart, description: string): Promise<Html> {
  const { vega, compile } = await loadVega();
  const view = new vega.View(vega.parse(compile({ ...spec, config: theme }).spec), { renderer: 'none' });
  try {
    return inline(await view.toSVG(), width, description);
  } finally {
    view.finalize();
  }
}

/**
 * Inside a page an SVG needs no namespaces; it needs a name instead. Vega guesses text to be wider than it is and widens the
 * drawing for it: cut back to what was asked for, text is as large in one chart as in the next.
 */
function inline(svg: string, width: number, description: string): Html {
  const attributes = html`<svg role="img" aria-label="${description}"`.markup;
  return new Html(
    svg
      .replaceAll(/ xmlns(:xlink)?="[^"]*"/g, '')
      .replace(/ width="[\d.]+"/, ` width="${width}"`)
      .replace(/ viewBox="0 0 [\d.]+/, ` viewBox="0 0 ${width}`)
      .replace('<svg', () => attributes),
  );
}
