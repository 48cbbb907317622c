import type { Setting } from './setting.ts';

type Shape = Readonly<Record<string, Setting<unknown>>>;
export type Settings<S extends Shape> = {
  readonly [Name in keyof S]: S[Name] extends Setting<infer Value> ? Value : never;
};
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The values of all settings, defaults filled in. One that is given as nothing is as one that is not given.
 *
 * @throws Error that names every variable that cannot be used, its value and what is expected
 */
export function readSettings<S extends Shape>(shape: S, environment: Environment): Settings<S> {
  const problems: string[] = [];
  const entries = Object.entries(shape).map(([name, { byDefault, expected, parse }]) => {
    const given = environment[name] || byDefault;
    const value = parse(given);
    if (value === undefined) problems.push(cannotBeUsed(name, given, expected));
    return [name, value];
  });
  if (problems.length > 0) throw new Error(problems.join(' '));
  return Object.freeze(Object.fromEntries(entries)) as Settings<S>;
}

export function cannotBeUsed(name: string, given: string, expected: string): string {
  return `${name}="${given}" cannot be used: expected ${expected}.`;
}
