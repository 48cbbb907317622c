import { Counter, Gauge, type Registry } from 'prom-client';
import { type CgroupCpu, readCgroupCpu } from '../cgroup.js';

export const CPU_LIMIT = 'fleetlab_cpu_limit_cores';
export const CPU_PERIODS = 'fleetlab_cpu_periods_total';
export const CPU_THROTTLED_PERIODS = 'fleetlab_cpu_throttled_periods_total';
export const CPU_THROTTLED_SECONDS = 'fleetlab_cpu_throttled_seconds_total';

/**
 * What the control group allows and how often it held the replica back; nothing where there is no limit. Every process
 * of the group reads the same.
 */
export function registerCpuLimit(registry: Registry): void {
  if (readCgroupCpu().limitCores === null) return;
  const common = { registers: [registry], aggregator: 'first' as const };
  new Gauge({
    ...common,
    name: CPU_LIMIT,
    help: 'CPU limit of the control group; absent where there is none.',
    collect() {
      this.set(readCgroupCpu().limitCores ?? 0);
    },
  });
  const counter = (name: string, help: string, read: (cpu: CgroupCpu) => number | null) =>
    new Counter({
      ...common,
      name,
      help,
      collect() {
        this.reset();
        this.inc(read(readCgroupCpu()) ?? 0);
      },
    });
  counter(CPU_PERIODS, 'Periods of the CPU limit that have passed.', ({ periods }) => periods);
  counter(CPU_THROTTLED_PERIODS, 'Periods in which the limit was reached.', ({ throttledPeriods }) => throttledPeriods);
  counter(CPU_THROTTLED_SECONDS, 'Time spent held back by the limit.', ({ throttledSeconds }) => throttledSeconds);
}
