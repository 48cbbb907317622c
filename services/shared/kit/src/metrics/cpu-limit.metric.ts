import { Counter, Gauge, type Registry } from 'prom-client';
import { type CgroupCpu, readCgroupCpu } from '../cgroup.js';
import { CPU_LIMIT, CPU_PERIODS, CPU_THROTTLED_PERIODS, CPU_THROTTLED_SECONDS } from './names.js';

/**
 * What the control group allows and how often it held the replica back; nothing where there is no limit. Every process of
 * the group reads the same, some later than others: the highest count is the newest, and it never goes back.
 */
export function registerCpuLimit(registry: Registry, readCpu: () => CgroupCpu = readCgroupCpu): void {
  if (readCpu().limitCores === null) return;
  const registers = [registry];
  new Gauge({
    registers,
    aggregator: 'first',
    name: CPU_LIMIT,
    help: 'CPU limit of the control group; absent where there is none.',
    collect() {
      this.set(readCpu().limitCores ?? 0);
    },
  });
  const counter = (name: string, help: string, read: (cpu: CgroupCpu) => number | null) =>
    new Counter({
      registers,
      aggregator: 'max',
      name,
      help,
      collect() {
        this.reset();
        this.inc(read(readCpu()) ?? 0);
      },
    });
  counter(CPU_PERIODS, 'Periods of the CPU limit that have passed.', ({ periods }) => periods);
  counter(CPU_THROTTLED_PERIODS, 'Periods in which the limit was reached.', ({ throttledPeriods }) => throttledPeriods);
  counter(CPU_THROTTLED_SECONDS, 'Time spent held back by the limit.', ({ throttledSeconds }) => throttledSeconds);
}
