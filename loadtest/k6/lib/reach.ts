import exec from 'k6/execution';
import http from 'k6/http';
import { problemOf, readJson } from './answer.ts';
import { config } from './config.ts';
import { commonHeaders } from './headers.ts';
import { problemWithOptions } from './options.ts';
import type { Target } from './target.ts';

/** Long enough for a service whose process is held: the answer comes when it is free. */
const TIMEOUT_MS = 10_000;

/** Before any load: is there a fleet, and does it do what it will be asked? Ends the run in plain words where not. */
export function reachFleet({ model, workload }: Pick<Target, 'model' | 'workload'>): void {
  const unusable = problemWithOptions();
  // k6 ends with 107 for what is thrown, as for settings that cannot be used, and with 108 for an abort.
  if (unusable) throw new Error(unusable);
  const problem = problemWith(model, workload);
  if (problem) exec.test.abort(problem);
}

function problemWith(model: string, workload: string): string | undefined {
  const url = `${config.BASE_URL}/${model}`;
  const { status, error, body } = http.get(url, {
    headers: commonHeaders(),
    responseType: 'text',
    tags: { name: `/${model}` },
    timeout: TIMEOUT_MS,
  });
  if (status === 0) {
    return `Nothing answers at ${url}: ${error}. Expected a fleet there: start one ("npx fleetlab up"), or say where it is with -e BASE_URL=.`;
  }
  const read = readJson(body);
  if (status === 401) return `${url} asks for a token: give the one of this fleet with -e TOKEN=.`;
  if (status !== 200) {
    return `${url} answers ${problemOf(status, read).replace(/\.$/, '')}. Expected 200 from a service of fleetlab: check -e BASE_URL= and -e MODEL=.`;
  }
  const { model: found, workloads } = (read ?? {}) as { readonly model?: unknown; readonly workloads?: unknown };
  if (found !== model || !Array.isArray(workloads)) {
    return `What answers at ${url} is no service of fleetlab: expected one that says it is "${model}". Check -e BASE_URL=.`;
  }
  if (!workloads.includes(workload)) {
    return `${url} has no workload "${workload}": expected one of ${workloads.join(', ')}.`;
  }
  return undefined;
}
