import type { Generator, LoadOrder, Measurement } from '../generator.js';
import { runBurstLoad } from './burst.load.js';
import { createCalls } from './calls.js';
import { runClosedLoad } from './closed.load.js';
import type { Connection } from './load-run.js';
import { runOpenLoad } from './open.load.js';
import { runStepLoad } from './step.load.js';
import { Sender } from './sender.js';
import { createTraces } from './traces.js';

/** Puts load on from within this process. */
export function createEmbeddedGenerator(): Generator {
  return { name: 'embedded', run: runLoad, close: () => Promise.resolve() };
}

async function runLoad(order: LoadOrder, signal: AbortSignal): Promise<Measurement> {
  signal.throwIfAborted();
  const nextCall = createCalls(order);
  const nextTrace = createTraces(order.seed, order.traceShare ?? 0);
  const sender = new Sender(order.baseUrl, signal, { headers: order.headers, nextTrace });
  try {
    const measurement = await runKind(order, { sender, nextCall, signal });
    signal.throwIfAborted();
    return measurement;
  } finally {
    await sender.destroy();
  }
}

function runKind(order: LoadOrder, connection: Connection): Promise<Measurement> {
  const { load } = order;
  switch (load.kind) {
    case 'closed':
      return runClosedLoad({ order, load, ...connection });
    case 'open':
      return runOpenLoad({ order, load, ...connection });
    case 'burst':
      return runBurstLoad({ order, load, ...connection });
    case 'step':
      return runStepLoad({ order, load, ...connection });
  }
}
