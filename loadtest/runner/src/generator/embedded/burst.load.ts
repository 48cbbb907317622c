import type { RequestSample } from '../../trial/trial.js';
import type { Measurement } from '../generator.js';
import { createStalledCall, type Call } from './calls.js';
import { runClients, type RequestListener } from './clients.js';
import type { LoadRun } from './load-run.js';
import { Recorder } from './recorder.js';
import type { Answered } from './sender.js';

const NOBODY: RequestListener = { started: () => undefined, ended: () => undefined };

/**
 * All requests at once, one of them perhaps slower, and what became of each. The warm-up is as many clients as there are
 * requests, which opens the connections: with those to be made first, chance would decide the order.
 */
export async function runBurstLoad(run: LoadRun<'burst'>): Promise<Measurement> {
  const { order, load, sender, signal } = run;
  await warmUp(run);
  signal.throwIfAborted();

  const calls = callsInOrder(run);
  const openAt = performance.now();
  const recorder = new Recorder({ openAt, closeAt: Infinity });
  const atOpen = performance.eventLoopUtilization();
  order.onWindow?.('open');
  const samples = await Promise.all(
    calls.map(async (call, index) => {
      const sentAt = performance.now();
      recorder.started(sentAt, sentAt);
      const answered = await sender.send(call, sentAt);
      recorder.ended(sentAt, answered.answeredAt, answered.answer, answered.traceId);
      return {
        request: index + 1,
        stalled: index + 1 === load.stalled?.request,
        ...sampleOf(sentAt, answered, openAt),
      };
    }),
  );
  signal.throwIfAborted();
  order.onWindow?.('close');
  const { utilization } = performance.eventLoopUtilization(atOpen);
  const durationMs = Math.max(...samples.map(({ answeredMs }) => answeredMs));

  return {
    window: { warmupMs: order.warmupMs, durationMs, clients: load.requests, ratePerSecond: null },
    ...recorder.result(openAt + durationMs),
    halves: { firstMeanMs: null, secondMeanMs: null },
    generator: {
      scheduled: load.requests,
      started: load.requests,
      lagP99Ms: 0,
      loopUtilization: utilization,
    },
    timeline: samples,
  };
}

async function warmUp({ order, load, ...connection }: LoadRun<'burst'>) {
  const until = performance.now() + order.warmupMs;
  const clients = { count: load.requests, spreadMs: 0, thinkTimeMs: null, until, random: Math.random };
  await runClients(clients, connection, NOBODY);
}

function callsInOrder({ order, load, nextCall }: LoadRun<'burst'>): Call[] {
  const calls = Array.from({ length: load.requests }, nextCall);
  if (load.stalled) calls[load.stalled.request - 1] = createStalledCall(order, load.stalled);
  return calls;
}

/** Times of the service are moved to the start of the burst. */
function sampleOf(
  sentAt: number,
  { answer, answeredAt }: Answered,
  burstAt: number,
): Omit<RequestSample, 'request' | 'stalled'> {
  const burstAtEpoch = performance.timeOrigin + burstAt;
  const times = { sentMs: sentAt - burstAt, answeredMs: answeredAt - burstAt };
  if (!answer.isRight)
    return { ...times, startedMs: null, finishedMs: null, pid: null, threadId: null, failure: answer.failure };
  return {
    ...times,
    startedMs: answer.startedAt - burstAtEpoch,
    finishedMs: answer.finishedAt - burstAtEpoch,
    pid: answer.pid,
    threadId: answer.threadId,
    failure: null,
  };
}
