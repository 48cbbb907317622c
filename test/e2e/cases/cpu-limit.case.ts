import { describe, expect, it } from '@jest/globals';
import { describeModel } from '../support/fleet.js';
import type { Release } from '../support/release.js';

const METRICS = `const answer = await fetch('http://127.0.0.1:9090/metrics'); console.log(await answer.text());`;

export function describeCpuLimit(release: Release): void {
  describe('a pod with a CPU limit of 500m', () => {
    it('says so in its answer, its log and its metrics, and sizes its pool by it', async () => {
      await release.apply({ 'services.threaded.resources.limits.cpu': '500m', 'services.threaded.threads': null });
      const { cpu, limits, pod } = await describeModel('threaded');
      expect(cpu).toEqual({ limitCores: 0.5, availableCores: 1 });
      expect(limits).toMatchObject({ slots: { wait: 1, cpu: 1 }, settings: { threads: 1 } });
      expect(await release.kubectl.node(pod, METRICS)).toMatch(/^fleetlab_cpu_limit_cores(\{[^}]*\})? 0\.5$/m);
      const log = (await release.kubectl.run('logs', pod)).split('\n').filter((line) => line.startsWith('{'));
      const sized = log.map((line) => JSON.parse(line) as object).find((line) => 'cpuLimitCores' in line);
      expect(sized).toMatchObject({ cpuLimitCores: 0.5, availableCores: 1, settings: { threads: 1 } });
    });
  });
}
