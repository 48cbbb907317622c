import pMap from 'p-map';
import { setTimeout as delay } from 'node:timers/promises';
import { type Answer, ask } from './fleet.js';
import { until } from './until.js';

type JobBody = Answer['body'];

interface Sending {
  readonly clients: number;
  /** Called once, when half of the orders are accepted. */
  readonly halfway: () => Promise<void>;
}

/** Sends jobs that sleep a little. @returns the ids of all, each accepted once */
export async function sendOrders(name: string, count: number, { clients, halfway }: Sending): Promise<string[]> {
  let accepted = 0;
  let happening: Promise<void> | undefined;
  const send = async (number: number) => {
    const id = await order(`${name}-${number}`, { workload: 'sleep', params: { ms: 20 } });
    if (++accepted >= count / 2) happening ??= halfway();
    return id;
  };
  const ids = await pMap(Array(count).keys(), send, { concurrency: clients });
  await happening;
  return ids;
}

/** Sends an order until it is accepted. The key makes sure that one whose answer was lost is not stored twice. */
export async function order(key: string, body: object): Promise<string> {
  const post = {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  };
  for (;;) {
    const answer = await ask('/queue/jobs', post).catch(() => null);
    if (answer?.status === 202 || answer?.status === 200) return answer.body.id!;
    // Refused (503, or 502 and 504 of the ingress) is not accepted; anything else would be a fault.
    if (answer && answer.status < 500) throw new Error(`POST /queue/jobs answered ${answer.status}`);
    await delay(50);
  }
}

/** The job, as soon as it is so. Rejects where an accepted job is missing. */
export function jobIn(id: string, isSo: (job: JobBody) => boolean, withinMs = 60_000): Promise<JobBody> {
  return until(
    `job ${id}`,
    async () => {
      const answer = await ask(`/queue/jobs/${id}`).catch(() => null);
      if (answer?.status === 404) throw new Error(`The accepted job ${id} is missing.`);
      return answer?.status === 200 && isSo(answer.body) && answer.body;
    },
    { withinMs },
  );
}
