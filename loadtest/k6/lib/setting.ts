/** How one variable is read: what it is by default, what it may be, and its value; undefined where it cannot be used. */
export interface Setting<Value> {
  readonly byDefault: string;
  readonly expected: string;
  readonly parse: (text: string) => Value | undefined;
}

const DURATION = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/;
const MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

export function text(byDefault: string): Setting<string> {
  return { byDefault, expected: 'a text', parse: (given) => given };
}

/** A tag's value, or what becomes part of one. */
export function word(byDefault: string): Setting<string> {
  const expected = 'letters, digits and any of . _ / : = -';
  return { byDefault, expected, parse: (given) => (/^[\w./:=-]*$/.test(given) ? given : undefined) };
}

export function url(byDefault: string): Setting<string> {
  const expected = 'a URL such as http://127.0.0.1:8080';
  const parse = (given: string) => (/^https?:\/\/[^\s/?#]+(\/[^\s?#]*)?$/.test(given) ? given : undefined);
  return { byDefault, expected, parse: (given) => parse(given)?.replace(/\/+$/, '') };
}

export function integer(byDefault: number, min: number, max: number): Setting<number> {
  const expected = `a whole number from ${min} to ${max}`;
  const parse = (given: string) => (/^\d+$/.test(given) ? within(Number(given), min, max) : undefined);
  return { byDefault: String(byDefault), expected, parse };
}

/** A whole number; null where none is given. */
export function optionalInteger(min: number, max: number): Setting<number | null> {
  const { expected, parse } = integer(min, min, max);
  return { byDefault: '', expected, parse: (given) => (given === '' ? null : parse(given)) };
}

/** Names and values as JSON. */
export function headers(): Setting<Readonly<Record<string, string>>> {
  return { byDefault: '{}', expected: 'headers such as {"x-name":"value"}', parse: headersIn };
}

/** Per second. k6 counts in whole numbers of them, so thousandths are the least. */
export function rate(byDefault: number): Setting<number> {
  const expected = 'a number from 0.001 to 100000';
  return { byDefault: String(byDefault), expected, parse: (given) => within(numeric(given), 0.001, 100_000) };
}

export function share(byDefault: number): Setting<number> {
  return {
    byDefault: String(byDefault),
    expected: 'a number from 0 to 1',
    parse: (given) => within(numeric(given), 0, 1),
  };
}

/** In milliseconds. */
export function duration(byDefault: string): Setting<number> {
  return { byDefault, expected: 'a duration such as 500ms, 10s or 5m', parse: durationMs };
}

/** In milliseconds; null where none is given. */
export function optionalDuration(): Setting<number | null> {
  const { expected } = duration('');
  return { byDefault: '', expected, parse: (given) => (given === '' ? null : durationMs(given)) };
}

/** A range of durations in milliseconds; one alone is both ends. */
export function durationRange(byDefault: string): Setting<{ readonly min: number; readonly max: number }> {
  const parse = (given: string) => {
    const [min, max = min, ...more] = given.split('-').map(durationMs);
    if (min === undefined || max === undefined || more.length > 0 || min > max) return undefined;
    return { min, max };
  };
  return { byDefault, expected: 'a duration such as 2s, or two with the shorter first, such as 1s-5s', parse };
}

/** `blocking,threaded` */
export function words(byDefault: string): Setting<readonly string[]> {
  const expected = `names with commas between them, such as ${byDefault}`;
  const parse = (given: string) => (/^[\w-]+(,[\w-]+)*$/.test(given) ? given.split(',') : undefined);
  return { byDefault, expected, parse };
}

export function oneOf<Word extends string>(byDefault: Word, known: readonly Word[]): Setting<Word> {
  const parse = (given: string) => known.find((each) => each === given);
  return { byDefault, expected: `one of ${known.join(', ')}`, parse };
}

function durationMs(given: string): number | undefined {
  const [, amount, unit] = DURATION.exec(given) ?? [];
  return amount === undefined ? undefined : Number(amount) * MS[unit as keyof typeof MS];
}

function headersIn(given: string): Readonly<Record<string, string>> | undefined {
  try {
    const read: unknown = JSON.parse(given);
    const isUsable = typeof read === 'object' && read !== null && Object.values(read).every(isText);
    return isUsable ? (read as Readonly<Record<string, string>>) : undefined;
  } catch {
    return undefined;
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function numeric(given: string): number {
  return /^\d+(\.\d+)?$/.test(given) ? Number(given) : NaN;
}

function within(value: number, min: number, max: number): number | undefined {
  return value >= min && value <= max ? value : undefined;
}
