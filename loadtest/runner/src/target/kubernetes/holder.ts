import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { isRunning } from '../../results/process-state.js';
import { lockNameOf } from '../../results/run-lock.js';
import type { Keep, Keepsake } from './originals.js';

export const RENEW_MS = 3_000;
/** A run that has not renewed what it keeps for this long is none. */
const SILENT_MS = 4 * RENEW_MS;

/** This process: where it runs, and what tells it from a later one of the same number there. */
export async function ourselves(): Promise<string> {
  return `${hostname()} ${await lockNameOf(process.pid)}`;
}

/**
 * Whether the run that keeps this goes on. One on this machine is looked for; of one elsewhere a sign of life is waited for,
 * since clocks of two machines may differ.
 */
export async function isAlive(keep: Keep, { holder, renewedAt }: Keepsake, signal: AbortSignal): Promise<boolean> {
  const [host, lock = ''] = holder.split(' ');
  const pid = Number(/^run\.(\d+)\./.exec(lock)?.[1]);
  if (host === hostname() && pid > 0) return (await isRunning(pid)) && (await lockNameOf(pid)) === lock;
  await delay(SILENT_MS, undefined, { signal });
  const now = await keep.read();
  return now !== undefined && now.renewedAt !== renewedAt;
}
