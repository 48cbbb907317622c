import type { Comparison, Figures } from '../comparison.js';
import type { Machine } from '../machine.js';

/** Markdown, so that what the terminal shows can be copied into a README as it is. */
export const HEADING = [
  '| measurement | ratio | lowest - highest | rounds | measured | against | counted |',
  '|---|---|---|---|---|---|---|',
].join('\n');

export function row(comparison: Comparison): string {
  const { name, spread, rounds, measured, against, counted } = comparison;
  const [lowest, highest] = spread;
  const range = `${lowest.toFixed(2)} - ${highest.toFixed(2)}`;
  return `| ${[name, judged(comparison), range, rounds, side(measured), side(against), counted].join(' | ')} |`;
}

export function machineLine({ cpu, cores, node }: Machine): string {
  return `${cpu}, ${cores} cores, Node ${node}`;
}

function judged({ ratio, promise }: Comparison): string {
  if (!promise) return ratio.toFixed(3);
  return `${ratio.toFixed(3)} (${ratio >= promise.ratio ? 'at least' : 'below the promised'} ${promise.ratio})`;
}

function side({ what, perSecond, ...details }: Figures): string {
  return [
    `${what}: ${amount(perSecond)}/s`,
    ...Object.entries(details).map(([name, value]) => detail(name, value)),
  ].join(', ');
}

const UNITS = { Us: 'µs', Ms: 'ms', Cores: 'cores', MiB: 'MiB' };

/** `cpuUs` -> `cpu 17.2 µs`, `lagP99Ms` -> `lag p99 1.4 ms`. */
function detail(name: string, value: unknown): string {
  const [, words = name, unit = ''] = /^(.*?)(Us|Ms|Cores|MiB)$/.exec(name) ?? [];
  const label = words.replaceAll(/(?=[A-Z])/g, ' ').toLowerCase();
  return typeof value === 'number'
    ? `${label} ${amount(value)} ${UNITS[unit as keyof typeof UNITS]}`
    : `${label} not known`;
}

function amount(value: number): string {
  return value
    .toLocaleString('en', { maximumSignificantDigits: value < 1000 ? 3 : 4, useGrouping: true })
    .replaceAll(',', ' ');
}
