import { parentPort, workerData } from 'node:worker_threads';
import type { AdminMessage } from './admin-link.js';
import { AdminServer } from './admin-server.js';
import { AdminState } from './admin-state.js';
import type { AdminThreadOptions, AdminThreadStarted } from './admin-thread.js';

/** The admin port of a process that is not pre-forked: in a thread, which the work cannot hold up. */
const { host, port } = workerData as AdminThreadOptions;
const state = new AdminState();

parentPort!.on('message', (message: AdminMessage) => {
  if (message.type === 'fleetlab:ready-state') state.isReady = message.isReady;
  else state.update('0', message.snapshot);
});
parentPort!.postMessage({ port: await new AdminServer(state).listen(port, host) } satisfies AdminThreadStarted);
