import { countsOf, mergeSnapshots } from '../metrics/merge.js';
import type { MetricsSnapshot } from '../metrics/snapshot.js';

/**
 * What the admin port knows: whether to send traffic, and the last snapshot of each worker. It asks nobody, so a
 * scrape never waits for a process that is busy with work.
 */
export class AdminState {
  isReady = false;
  private readonly latest = new Map<string, MetricsSnapshot>();
  private readonly left = new Map<string, MetricsSnapshot>();

  /** Takes what a worker publishes; families it leaves out stay as they were. */
  update(worker: string, snapshot: MetricsSnapshot): void {
    const names = new Set(snapshot.map(({ name }) => name));
    const kept = this.latest.get(worker)?.filter(({ name }) => !names.has(name)) ?? [];
    this.latest.set(worker, [...kept, ...snapshot]);
  }

  /** Keeps the counts of a worker that ended, so that no counter goes back when another takes its place. */
  retire(worker: string): void {
    const last = this.latest.get(worker);
    if (!last) return;
    this.latest.delete(worker);
    const carried = new Map([['last', countsOf(last)]]);
    const before = this.left.get('all');
    if (before) carried.set('before', before);
    this.left.set('all', mergeSnapshots(carried));
  }

  metrics(): MetricsSnapshot {
    return mergeSnapshots(new Map([...this.latest, ...this.left]));
  }
}
