import cluster from 'node:cluster';
import { onDrainRequest } from './prefork/primary-link.js';

/** Tells a supervisor that started this process with an IPC channel where it listens. Does nothing without one. */
export function announceReady(port: number | null, adminPort: number): void {
  if (cluster.isPrimary) process.send?.({ type: 'fleetlab:ready', port, adminPort });
}

/**
 * Calls back once when this process is asked to end: by a signal, or by the end of whoever started it. A pre-forked
 * worker ends only when its primary says so, which knows what is still in flight.
 */
export function onStopRequest(stop: (reason: string) => void): void {
  let isAsked = false;
  const ask = (reason: string) => {
    if (!isAsked) stop(reason);
    isAsked = true;
  };
  if (cluster.isWorker) {
    onDrainRequest(() => ask('primary'));
    process.on('SIGTERM', () => {}).on('SIGINT', () => {});
    return;
  }
  process.on('SIGTERM', ask);
  process.on('SIGINT', ask);
  process.once('disconnect', () => ask('disconnect'));
}
