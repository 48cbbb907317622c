import { setTimeout as delay } from 'node:timers/promises';
import type { Model } from '../../experiment/plan.js';
import { UsageError } from '../../usage-error.js';
import { NotDescribed, readDescription, type ModelDescription } from '../model-description.js';
import type { Route } from './route.js';

/** Told by an ingress that knows the model and has no pod of it: there may be one in a trial. */
const NO_POD: readonly (number | null)[] = [502, 503, 504];

/** Also what an ingress says that has not heard of a release, or of its pods, that is a moment old. */
const NOT_ROUTED = 404;
const LONGEST_MS = 10_000;
const PAUSE_MS = 250;

/**
 * What the models say of themselves as they are found, of those that run.
 *
 * @throws UsageError where nothing of fleetlab answers there
 */
export async function describeModels(
  { baseUrl, headers }: Pick<Route, 'baseUrl' | 'headers'>,
  models: readonly Model[],
  signal: AbortSignal,
): Promise<readonly ModelDescription[]> {
  const until = Date.now() + LONGEST_MS;
  const found: ModelDescription[] = [];
  for (const model of models) {
    const description = await describeUntil(until, () => readDescription(baseUrl, model, headers, signal), signal);
    if (description) found.push(description);
  }
  return found;
}

/** @returns undefined where there is no pod of it now */
async function describeUntil(
  until: number,
  describe: () => Promise<ModelDescription>,
  signal: AbortSignal,
): Promise<ModelDescription | undefined> {
  for (;;) {
    try {
      return await describe();
    } catch (error) {
      if (!(error instanceof NotDescribed)) throw error;
      if (NO_POD.includes(error.status)) return undefined;
      if (error.status !== NOT_ROUTED || Date.now() > until)
        throw new UsageError(`${error.message} ${adviceFor(error)}`);
    }
    await delay(PAUSE_MS, undefined, { signal });
  }
}

function adviceFor({ status }: NotDescribed): string {
  switch (status) {
    case 401:
      return "It asks for a token: give --header 'Authorization: Bearer <token>'.";
    case 404:
      return "It is no route of this release's ingress: give --url, and --header 'Host: <host>' where the ingress goes by one.";
    default:
      return "Give the address of the ingress as it is reached from here: --url http://127.0.0.1:8080. A tunnel may be needed: `kubectl port-forward` of the ingress controller's Service.";
  }
}
