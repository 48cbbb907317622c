// Asks the models for a little of each kind of work, for ever, so that dashboards have something to show. It starts requests at
// a rate of its own, whatever becomes of those before, and says in one line when a model begins or ceases to answer.
import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

const { BASE_URL, MODELS, API_TOKEN } = process.env;
const [intervalMs, maxInFlight, tracedShare] = [
  1000 / Number(process.env.RATE_PER_SECOND),
  Number(process.env.MAX_IN_FLIGHT),
  Number(process.env.TRACED_SHARE),
];
const models = MODELS.split(',');
const workloads = ['sleep?ms=50', 'request?ms=50', 'compute?n=20000', 'noop'];
const authorization = API_TOKEN && { authorization: `Bearer ${API_TOKEN}` };

/** What was said of a model last, and when the request began that showed it. */
const said = new Map(models.map((model) => [model, { isAnswering: undefined, startAt: 0 }]));
let inFlight = 0;
// As the only process of its container it gets no signal that it does not listen to.
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(0));

console.log(`asking ${models.join(', ')} at ${BASE_URL}, ${process.env.RATE_PER_SECOND} requests/s in all`);
let next = Date.now();
for (let count = 0; ; count++) {
  await setTimeout(Math.max(0, next - Date.now()));
  const model = models[count % models.length];
  const workload = workloads[Math.floor(count / models.length) % workloads.length];
  if (inFlight < maxInFlight) void ask(model, workload, next);
  // After a pause of the whole process it makes good for no more than the last second.
  next = Math.max(next + intervalMs, Date.now() - 1000);
}

async function ask(model, workload, startAt) {
  inFlight++;
  const problem = await problemOf(model, workload, startAt).catch(({ message, cause }) => cause?.code ?? message);
  inFlight--;
  const last = said.get(model);
  // An old request that times out says nothing about a model that has answered a newer one.
  if (startAt < last.startAt) return;
  said.set(model, { isAnswering: !problem, startAt });
  if (last.isAnswering === !problem) return;
  console.log(`${model} ${problem ? `does not answer: ${problem}` : 'answers'}`);
}

async function problemOf(model, workload, startAt) {
  const wait = model === 'queue' ? `${workload.includes('?') ? '&' : '?'}wait=10000` : '';
  const answer = await fetch(`${BASE_URL}-${model}/${model}/${workload}${wait}`, {
    headers: { 'x-request-start': `t=${startAt.toFixed(0)}`, ...authorization, ...traceparent() },
    signal: AbortSignal.timeout(15_000),
  });
  await answer.arrayBuffer();
  return answer.ok ? undefined : answer.status;
}

/** https://www.w3.org/TR/trace-context: a sampled share begins a trace, and the rest is left to the services. */
function traceparent() {
  if (Math.random() >= tracedShare) return {};
  const [trace, parent] = [16, 8].map((bytes) => randomBytes(bytes).toString('hex'));
  return { traceparent: `00-${trace}-${parent}-01` };
}
