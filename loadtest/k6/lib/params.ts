import { cannotBeUsed } from './read-settings.ts';
import { type Params, type WorkloadName, workloadNamed } from './workloads.ts';

/**
 * The parameters of a workload from `ms=100` or `n=5&ms=1000`, and its own defaults for those that are not given. Whether
 * one is within its bounds the service says.
 *
 * @param variable where they were given
 * @throws Error that names the variable, its value and what is expected
 */
export function readParams(variable: string, given: string, workload: WorkloadName): Params {
  const byDefault = workloadNamed(workload).params;
  const entries = given === '' ? [] : given.split('&').map((part) => part.split('='));
  const areUsable = entries.every(([name = '', value = '', ...more]) => {
    return name in byDefault && /^\d+$/.test(value) && more.length === 0;
  });
  if (!areUsable) throw new Error(cannotBeUsed(variable, given, expectedFor(workload, byDefault)));
  return { ...byDefault, ...Object.fromEntries(entries.map(([name, value]) => [name, Number(value)])) };
}

function expectedFor(workload: WorkloadName, byDefault: Params) {
  const example = queryOf(byDefault);
  return example === ''
    ? `nothing: ${workload} has no parameters`
    : `whole numbers for ${workload}, such as ${example}`;
}

/** `n=5&ms=1000` */
export function queryOf(params: Readonly<Record<string, number | string>>): string {
  return Object.entries(params)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}
