import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { AdminLink, AdminMessage } from './admin-link.js';

export interface AdminThreadOptions {
  readonly host: string;
  readonly port: number;
}

export interface AdminThreadStarted {
  readonly port: number;
}

/** Starts the admin port in a thread of this process. Rejects when the port is taken. */
export async function startAdminThread(options: AdminThreadOptions): Promise<{ link: AdminLink; port: number }> {
  const thread = new Worker(new URL(import.meta.resolve('@fleetlab/kit/admin-thread')), { workerData: options });
  const [{ port }] = (await once(thread, 'message')) as [AdminThreadStarted];
  thread.unref();
  const send = (message: AdminMessage) => thread.postMessage(message);
  return {
    port,
    link: {
      setReady: (isReady) => send({ type: 'fleetlab:ready-state', isReady }),
      publish: (snapshot) => send({ type: 'fleetlab:metrics', snapshot }),
    },
  };
}
