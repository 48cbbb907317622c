import cluster, { type Worker } from 'node:cluster';
import type { Socket } from 'node:net';
import { workerEnvironment } from '../config.js';
import type { PendingConnection } from './pending-connection.js';
import type { ConnectionMessage, PrimaryMessage, WorkerMessage } from './messages.js';

/** One pre-forked process, as its primary sees it. */
export class WorkerProcess {
  isReady = false;
  private busySlots = 0;
  private readonly worker: Worker;
  private readonly onTheWay = new Set<Socket>();

  constructor(
    readonly index: number,
    private readonly slots: number,
    events: {
      message(message: WorkerMessage): void;
      listening(port: number): void;
      exit(code: number | null, signal: string | null): void;
    },
  ) {
    this.worker = cluster.fork(workerEnvironment(index));
    this.worker.on('message', (message: WorkerMessage) => {
      if (message.type === 'fleetlab:slot-free') this.busySlots--;
      if (message.type === 'fleetlab:ready-state') this.isReady = message.isReady;
      events.message(message);
    });
    this.worker.on('listening', ({ port }) => events.listening(port));
    this.worker.on('exit', (code, signal) => {
      for (const socket of this.onTheWay) socket.destroy();
      // What it said last may still be on the way, and would be counted twice if it came after its end.
      if (this.worker.isConnected()) this.worker.once('disconnect', () => events.exit(code, signal));
      else events.exit(code, signal);
    });
  }

  get pid(): number | undefined {
    return this.worker.process.pid;
  }

  /** How many connections it could take now; none before it is ready. */
  get freeSlots(): number {
    return this.isReady ? this.slots - this.busySlots : 0;
  }

  get isBusy(): boolean {
    return this.busySlots > 0;
  }

  /**
   * Sends the connection to the worker. It is kept open here until it has been sent: Node sends one at a time, and those
   * whose turn had not come when the worker died would stay open for ever, and their clients wait.
   */
  hand(connection: PendingConnection): void {
    this.busySlots++;
    const { socket, head } = connection.detach();
    const { arrivedAt } = connection;
    const message: ConnectionMessage = { type: 'fleetlab:connection', arrivedAt, head };
    this.onTheWay.add(socket);
    this.worker.process.send(message, socket, { keepOpen: true }, () => {
      this.onTheWay.delete(socket);
      socket.destroy();
    });
  }

  drain(): void {
    if (this.worker.isConnected()) this.worker.send({ type: 'fleetlab:drain' } satisfies PrimaryMessage);
  }

  kill(): void {
    this.worker.process.kill('SIGKILL');
  }
}
