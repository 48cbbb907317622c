import type { Cluster } from '../../kubernetes/cluster.js';
import { UsageError } from '../../usage-error.js';
import { allDone } from './all-done.js';
import { isAlive } from './holder.js';
import { Keep, type Keepsake } from './originals.js';
import { removeAutoscalers } from './autoscaler.js';
import { restoreObject } from './restore.js';
import { claimScaledReplicas } from './scaled-replicas.js';

/**
 * Puts back what a run that was killed has left changed.
 *
 * @returns in sentences what was put back; undefined where nothing was left
 * @throws UsageError while that run goes on
 */
export async function restoreAfterKilledRun(
  cluster: Cluster,
  release: string,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  const keep = new Keep(cluster, release);
  const kept = await keep.read();
  if (!kept) return undefined;
  if (await isAlive(keep, kept, signal)) {
    throw new UsageError(
      `The release '${release}' is being measured by another run (${kept.holder}). Wait until it ends, or stop it with Ctrl-C.`,
    );
  }
  return restoreRelease(cluster, keep, kept);
}

/** An autoscaler first: as long as it is paused it would take replicas back. What was kept goes when all is done. */
export async function restoreRelease(
  cluster: Cluster,
  keep: Keep,
  { originals, holder }: Pick<Keepsake, 'originals' | 'holder'>,
): Promise<readonly string[]> {
  const removed = await removeAutoscalers(cluster, keep.release);
  await allDone(originals.map((original) => claimScaledReplicas(cluster, original)));
  const autoscalers = originals.filter(({ ref }) => ref.kind === 'HorizontalPodAutoscaler');
  const others = originals.filter((original) => !autoscalers.includes(original));
  const done: (string | null)[] = removed.map((name) => `HorizontalPodAutoscaler ${name}: removed.`);
  for (const alike of [autoscalers, others]) {
    done.push(...(await allDone(alike.map((original) => restoreObject(cluster, original)))));
  }
  await keep.remove(holder);
  return done.filter((sentence) => sentence !== null);
}
