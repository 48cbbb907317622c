import { createServer, type AddressInfo, type Server } from 'node:net';
import { EventEmitter, once } from 'node:events';
import { rawProblem } from '../errors/client-error.js';
import type { ProblemCode } from '../errors/catalogue.js';
import { Problem } from '../errors/problem.js';
import { PendingConnection } from './pending-connection.js';
import type { WorkerProcess } from './worker-process.js';

const REQUEST_TIMEOUT_MS = 10_000;
const MAX_HEAD_BYTES = 16_384;

export interface DispatcherOptions {
  /** How many may wait for a slot before the rest is refused. */
  readonly maxWaiting: number;
  /** How much of a request's body is kept for the worker while it waits. */
  readonly maxRequestBytes: number;
  readonly onRefused: (code: ProblemCode) => void;
}

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
    private readonly options: DispatcherOptions,
  ) {
    this.server = createServer((socket) => {
      const connection = new PendingConnection(socket, MAX_HEAD_BYTES + options.maxRequestBytes, {
        complete: () => this.enqueue(connection),
        refused: (problem) => connection.refuse(rawProblem(problem)),
        gone: () => this.forget(connection),
      });
      this.arriving.add(connection);
      const deadline = setTimeout(() => {
        if (!connection.hasRequest) connection.refuse(rawProblem(TOO_SLOW));
      }, REQUEST_TIMEOUT_MS);
      socket.once('close', () => clearTimeout(deadline));
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
      worker.hand(this.queue.shift()!);
    }
    this.events.emit('emptied');
  }

  /** Takes no more connections; resolves when those accepted have been handed over. */
  async close(): Promise<void> {
    this.server.close();
    for (const connection of this.arriving) connection.refuse('');
    if (this.queue.length > 0) await once(this.events, 'emptied');
  }

  private enqueue(connection: PendingConnection): void {
    this.arriving.delete(connection);
    this.queue.push(connection);
    this.dispatch();
    if (this.queue.length <= this.options.maxWaiting) return;
    this.queue.pop()!.refuse(rawProblem(NO_ROOM));
    this.options.onRefused(NO_ROOM.code);
  }

  private forget(connection: PendingConnection): void {
    this.arriving.delete(connection);
    const at = this.queue.indexOf(connection);
    if (at >= 0) this.queue.splice(at, 1);
    if (this.queue.length === 0) this.events.emit('emptied');
  }
}

const TOO_SLOW = new Problem('REQUEST_TIMEOUT', `The request did not arrive within ${REQUEST_TIMEOUT_MS / 1000} s.`);
const NO_ROOM = new Problem('OVERLOADED', 'All slots are busy and too many requests wait for one.', { retryAfterS: 1 });

function mostFree(workers: Iterable<WorkerProcess>): WorkerProcess | undefined {
  let best: WorkerProcess | undefined;
  for (const worker of workers) if (worker.freeSlots > (best?.freeSlots ?? 0)) best = worker;
  return best;
}
