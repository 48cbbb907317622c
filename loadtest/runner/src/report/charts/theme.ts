import type { Config } from 'vega-lite';

const FONT_SIZE = 12;
const TICKS = 5;

/** Ends an axis at its last tick, which is then above all data: a scale rounds to finer steps than its axis has. */
export const UP_TO_A_TICK = { nice: TICKS } as const;

const quiet = 'var(--quiet)';
const rule = 'var(--rule)';

/** How all charts look. Colours are the page's, so that they follow it into the dark. */
export const theme: Config = {
  background: undefined,
  aria: false,
  font: 'inherit',
  padding: 4,
  // The width given is that of the whole chart, so that text is as large in one as in the next.
  autosize: { type: 'fit-x', contains: 'padding' },
  locale: { number: { decimal: '.', thousands: '\u00a0', grouping: [3], currency: ['', ''] } },
  view: { stroke: null },
  text: { color: 'currentColor', fontSize: FONT_SIZE },
  point: { opacity: 1, size: 70, strokeWidth: 2 },
  axis: {
    labelColor: quiet,
    titleColor: quiet,
    labelFontSize: FONT_SIZE,
    titleFontSize: FONT_SIZE,
    titleFontWeight: 'normal',
    titlePadding: 8,
    gridColor: rule,
    domainColor: rule,
    tickColor: rule,
  },
  axisX: { grid: false, labelAngle: 0 },
  axisY: { domain: false, ticks: false, tickCount: TICKS },
};
