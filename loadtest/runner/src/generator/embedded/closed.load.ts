import { seededRandom } from '@fleetlab/workloads';
import type { Measurement } from '../generator.js';
import { runClients } from './clients.js';
import type { LoadRun } from './load-run.js';
import { Recorder } from './recorder.js';
import { watchWindow } from './watch-window.js';

/** The calls are drawn from stream 0. */
const THINKING_STREAM = 1;

/** A fixed number of clients: a slow service is asked less, as users at their desks would. */
export async function runClosedLoad({ order, load, ...connection }: LoadRun<'closed'>): Promise<Measurement> {
  const openAt = performance.now() + order.warmupMs;
  const window = { openAt, closeAt: openAt + order.durationMs };
  const recorder = new Recorder(window);
  const clients = {
    count: order.clients,
    spreadMs: order.spreadMs,
    thinkTimeMs: load.thinkTimeMs,
    until: window.closeAt,
    random: seededRandom(order.seed, THINKING_STREAM),
  };
  const [loopUtilization] = await Promise.all([
    watchWindow(window, order.onWindow, connection.signal),
    runClients(clients, connection, recorder),
  ]);
  const recording = recorder.result();
  const started = recording.requests.ok + recording.requests.failed;
  return {
    window: {
      warmupMs: order.warmupMs,
      durationMs: order.durationMs,
      clients: order.clients,
      ratePerSecond: null,
    },
    ...recording,
    generator: { scheduled: started, started, lagP99Ms: 0, loopUtilization },
    timeline: [],
  };
}
