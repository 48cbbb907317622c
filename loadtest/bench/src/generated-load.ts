import type { LoadOrder } from '@fleetlab/runner/generator';
import { createEmbeddedGenerator } from '@fleetlab/runner/generator/embedded';
import type { Contender, Reading } from './interleave.js';

/** Connections are opened and code gets warm before anything is counted. */
const WARMUP_MS = 1000;

export type GeneratedLoad = Omit<LoadOrder, 'warmupMs' | 'durationMs' | 'seed' | 'onWindow'>;

/** Something under the load of the lab's own generator, which checks every answer. */
export function underGeneratedLoad(what: string, load: GeneratedLoad): Contender {
  return {
    what,
    async measure(seconds, signal): Promise<Reading> {
      const durationMs = seconds * 1000;
      const cpu = cpuOverWindow();
      const { requests, throughputPerS, generator } = await createEmbeddedGenerator().run(
        { ...load, warmupMs: WARMUP_MS, durationMs, seed: 1, onWindow: cpu.onWindow },
        signal,
      );
      if (requests.failed > 0 || throughputPerS === null) {
        const failures = Object.entries(requests.failures).map(([reason, count]) => `${count} x ${reason}`);
        throw new Error(
          `${what}: ${requests.ok} right answers, ${requests.failed} wrong ones (${failures.join(', ')}); all should be right.`,
        );
      }
      const generatorCores = cpu.usedMs() / durationMs;
      if (load.load.kind !== 'open') return { perSecond: throughputPerS, generatorCores };
      const perSecond = (generator.started * 1000) / durationMs;
      return { perSecond, lagP99Ms: generator.lagP99Ms, generatorCores };
    },
  };
}

/** What the formula says instead of a measurement: the same in every round. */
export function predicted(what: string, perSecond: number): Contender {
  return { what, measure: () => Promise.resolve({ perSecond } satisfies Reading) };
}

/** CPU time of this process, in which the generator runs. */
function cpuOverWindow() {
  let before = process.cpuUsage();
  let used = before;
  return {
    onWindow(edge: 'open' | 'close') {
      if (edge === 'open') before = process.cpuUsage();
      else used = process.cpuUsage(before);
    },
    usedMs: () => (used.user + used.system) / 1000,
  };
}
