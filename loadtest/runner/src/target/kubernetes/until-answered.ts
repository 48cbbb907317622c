import { setTimeout as delay } from 'node:timers/promises';
import { listed } from '../../results/figure.js';
import { TrialBroken } from '../../trial/trial-broken.js';
import type { Shape } from '../../experiment/plan.js';
import { NotDescribed, readDescription, type ModelDescription } from '../model-description.js';
import { differences } from '../url/differences.js';
import type { Route } from './route.js';

/** An ingress controller hears of new pods a few seconds after they are ready. */
const LONGEST_MS = 30_000;
const PAUSE_MS = 100;
/** Requests at a time, for each pod. */
const ASKED_PER_POD = 3;

/**
 * Asks through the ingress until each of these pods has answered, and nobody else, and all are set up as the shape says: an
 * ingress that still sends requests to pods that are gone would have them fail in the trial.
 *
 * @throws TrialBroken with what was answered last
 */
export async function untilAnswered(
  { baseUrl, headers }: Pick<Route, 'baseUrl' | 'headers'>,
  shape: Shape,
  podsNow: () => ReadonlySet<string>,
  signal: AbortSignal,
  longestMs = LONGEST_MS,
): Promise<ModelDescription> {
  const seen = new Set<string>();
  const until = Date.now() + longestMs;
  for (;;) {
    const pods = podsNow();
    const times = ASKED_PER_POD * Math.max(1, pods.size);
    const asked = Array.from({ length: times }, () => readDescription(baseUrl, shape.model, headers, signal));
    const answers = await Promise.allSettled(asked);
    signal.throwIfAborted();
    const problem = problemIn(answers, shape, pods, seen);
    if (problem === null) return (answers[0] as PromiseFulfilledResult<ModelDescription>).value;
    if (Date.now() > until) throw new TrialBroken(problem);
    await delay(PAUSE_MS, undefined, { signal });
  }
}

/** @param seen pods that have answered since the last problem */
function problemIn(
  answers: readonly PromiseSettledResult<ModelDescription>[],
  shape: Shape,
  pods: ReadonlySet<string>,
  seen: Set<string>,
): string | null {
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (failed) {
    seen.clear();
    if (failed.reason instanceof NotDescribed) return `No answer through the ingress: ${failed.reason.message}`;
    throw failed.reason;
  }
  const descriptions = answers.map((answer) => (answer as PromiseFulfilledResult<ModelDescription>).value);
  const stranger = descriptions.find(({ pod }) => !pods.has(pod));
  if (stranger) {
    seen.clear();
    return `The ingress sends requests to ${stranger.pod}, which is not one of the pods that are there (${listed([...pods])}).`;
  }
  const wrong = descriptions.flatMap(({ limits }) => differences({ shape, via: 'thread' }, limits.settings));
  if (wrong.length > 0)
    return `The pods of ${shape.model} are set up otherwise than they were told: ${listed([...new Set(wrong)])}.`;
  for (const { pod } of descriptions) seen.add(pod);
  const unseen = [...pods].filter((pod) => !seen.has(pod));
  return unseen.length === 0 ? null : `The ingress sends no request to ${listed(unseen)}, although ready.`;
}
