/** Numbers as people read them: three digits that matter, groups of three. A no-break space keeps a number on one line. */

const NO_BREAK_SPACE = '\u00a0';

/** `1 873`, `98.6`, `4.20`: what a rate or a duration is known to. */
export function figure(value: number): string {
  const size = Math.abs(value);
  return grouped(value, size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
}

/** A number that is known exactly: `300 000`, `0.5`. */
export function exact(value: number): string {
  return Number.isInteger(value) ? grouped(value, 0) : String(value);
}

/** `0.97`: for ratios near 1. */
export function ratio(value: number): string {
  return value.toFixed(2);
}

/** `12 %`, `0.4 %`. */
export function percent(share: number): string {
  const value = share * 100;
  return `${Math.abs(value) >= 10 ? value.toFixed(0) : Number(value.toPrecision(2))}${NO_BREAK_SPACE}%`;
}

/** Milliseconds in the unit that suits them: `0.40 ms`, `212 ms`, `3.0 s`. */
export function duration(ms: number): string {
  return ms < 999.5 ? `${figure(ms)} ms` : `${(ms / 1000).toFixed(ms < 9_950 ? 1 : 0)} s`;
}

/** A duration somebody asked for, told as asked: `20 ms`, `5 s`. */
export function exactDuration(ms: number): string {
  return ms >= 1000 && ms % 100 === 0 ? `${exact(ms / 1000)} s` : `${exact(ms)} ms`;
}

/** Requests per second: `49.8/s`. */
export function rate(perS: number): string {
  return `${figure(perS)}/s`;
}

/** `1 thread`, `4 threads`. */
export function count(amount: number, noun: string): string {
  return `${exact(amount)} ${noun}${amount === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** `6 to 10`, `1, 3 and 6 to 10`: numbers in order, neighbours drawn together. */
export function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  return listed(runs.map(([first, last]) => (first === last ? `${first}` : `${first} to ${last}`)));
}

/** `0.98`, `0.97 to 0.99`: from the least to the greatest, once where both read the same. */
export function span(values: readonly number[], format: (value: number) => string): string {
  const [least, greatest] = [format(Math.min(...values)), format(Math.max(...values))];
  return least === greatest ? least : `${least} to ${greatest}`;
}

function grouped(value: number, digits: number): string {
  const [whole, fraction] = Math.abs(value).toFixed(digits).split('.');
  const groups = whole!.replace(/\B(?=(\d{3})+$)/g, NO_BREAK_SPACE);
  return `${value < 0 && Number(value.toFixed(digits)) !== 0 ? '-' : ''}${groups}${fraction ? `.${fraction}` : ''}`;
}
