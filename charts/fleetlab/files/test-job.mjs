// Follows one job from its order to its result, and orders it a second time with the same key.
import { setTimeout } from 'node:timers/promises';

const { BASE_URL, API_TOKEN } = process.env;
const headers = {
  'content-type': 'application/json',
  'idempotency-key': crypto.randomUUID(),
  ...(API_TOKEN && { authorization: `Bearer ${API_TOKEN}` }),
};
const body = JSON.stringify({ workload: 'steps', params: { n: 3, ms: 100 } });

const job = await call('POST', '/queue/jobs', body);
console.log(`accepted ${job.id}`);
const again = await call('POST', '/queue/jobs', body);
if (again.id !== job.id) throw new Error(`The same key made another job, ${again.id}.`);

const end = Date.now() + 60_000;
let seen = job;
while (seen.state !== 'done') {
  if (seen.state === 'failed' || Date.now() > end)
    throw new Error(`The job has not been done: ${JSON.stringify(seen)}`);
  await setTimeout(100);
  seen = await call('GET', `/queue/jobs/${job.id}`);
}
if (seen.result !== 3) throw new Error(`The result is ${seen.result}, expected 3.`);
console.log(`done ${JSON.stringify(seen)}`);

async function call(method, path, body) {
  const answer = await fetch(`${BASE_URL}-queue${path}`, {
    method,
    headers,
    body,
    signal: AbortSignal.timeout(10_000),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status} ${text}`);
  return JSON.parse(text);
}
