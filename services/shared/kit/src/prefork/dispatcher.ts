import { createServer, type AddressInfo, type Server } from 'node:net';
import { EventEmitter, once } from 'node:events';
import { rawProblem } from '../errors/client-error.js';
import { Problem } from '../errors/problem.js';
import type { SlotOptions } from '../service-options.js';
import { PendingConnection } from './pending-connection.js';
import type { WorkerProcess } from './worker-process.js';

const HEAD_TIMEOUT_MS = 10_000;

/**
 * Accepts connections and hands each to a worker that has a free slot, in the order in which their requests arrived.
 * node:cluster hands them out in turn whether a worker is free or not, so a short request may wait behind a long one
 * while another worker idles.
 */
export class Dispatcher {
  private readonly server: Server;
  private readonly arriving = new Set<PendingConnection>();
  private readonly queue: PendingConnection[] = [];
  private readonly events = new EventEmitter<{ emptied: [] }>();

  constructor(
    private readonly workers: Iterable<WorkerProcess>,
    private readonly slots: SlotOptions,
  ) {
    this.server = createServer((socket) => {
      const connection = new PendingConnection(
        socket,
        (complete) => this.enqueue(complete),
        (gone) => this.forget(gone),
      );
      this.arriving.add(connection);
      socket.setTimeout(HEAD_TIMEOUT_MS, () => {
        if (!connection.hasRequest) connection.refuse(TOO_SLOW);
      });
    });
  }

  /** Requests that have arrived and wait for a slot. */
  get waiting(): number {
    return this.queue.length;
  }

  /** @returns the port */
  async listen(port: number, host: string): Promise<number> {
    this.server.listen({ port, host, backlog: 4096 });
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  /** Call whenever a worker may have become free. */
  dispatch(): void {
    while (this.queue.length > 0) {
      const worker = mostFree(this.workers);
      if (!worker) return;
      worker.hand(this.queue.shift()!, false);
    }
    this.events.emit('emptied');
  }

  /** Takes no more connections; resolves when those accepted have been handed over. */
  async close(): Promise<void> {
    this.server.close();
    for (const connection of this.arriving) if (!connection.hasRequest) connection.refuse('');
    if (this.queue.length > 0) await once(this.events, 'emptied');
  }

  private enqueue(connection: PendingConnection): void {
    this.arriving.delete(connection);
    this.queue.push(connection);
    this.dispatch();
    if (this.queue.length <= this.slots.maxWaiting) return;
    // Somebody has to say no in proper HTTP; a worker that is ready can do that beside its work.
    const [refused] = this.queue.splice(-1);
    anyReady(this.workers)?.hand(refused!, true);
  }

  private forget(connection: PendingConnection): void {
    this.arriving.delete(connection);
    const at = this.queue.indexOf(connection);
    if (at >= 0) this.queue.splice(at, 1);
    if (this.queue.length === 0) this.events.emit('emptied');
  }
}

const TOO_SLOW = rawProblem(
  new Problem('REQUEST_TIMEOUT', `The request did not arrive within ${HEAD_TIMEOUT_MS / 1000} s.`),
);

function mostFree(workers: Iterable<WorkerProcess>): WorkerProcess | undefined {
  let best: WorkerProcess | undefined;
  for (const worker of workers) if (worker.freeSlots > (best?.freeSlots ?? 0)) best = worker;
  return best;
}

function anyReady(workers: Iterable<WorkerProcess>): WorkerProcess | undefined {
  for (const worker of workers) if (worker.isReady) return worker;
  return undefined;
}
