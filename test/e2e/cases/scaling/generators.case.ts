import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DURATION_BUCKETS } from '../../../../services/shared/kit/src/metrics/duration-histogram.js';
import { config } from '../../config.js';
import { figure } from '../../support/figure.js';
import { K6_IN_CLUSTER, type MeasuredCell, measureWith } from '../../support/generators.js';
import type { KubeObject, Pod } from '../../support/kubectl.js';
import type { Release } from '../../support/release.js';
import { until } from '../../support/until.js';

const AGREEING = 'test/e2e/generators.experiment.yaml';
const ONE_TRIAL = 'test/e2e/one-trial.experiment.yaml';
/** Two k6 share one schedule, so that they are closer than two generators. */
const SHARE_OF_TWO = 0.4;
const OF_K6 = 'app.kubernetes.io/managed-by=fleetlab,app.kubernetes.io/component=generator';

type ConfigMap = KubeObject & { readonly binaryData: Readonly<Record<string, string>> };

/** k6 is the only process of that name in its pod, and the container beside it has Node. */
const KILL_K6 = `
  const { readdirSync, readFileSync } = await import('node:fs');
  const isK6 = (pid) => /^\\d+$/.test(pid) && readFileSync('/proc/' + pid + '/comm', 'utf8') === 'k6\\n';
  process.kill(Number(readdirSync('/proc').find(isK6)), 'SIGKILL');
`;

export function describeGenerators(release: Release): void {
  describe('what puts the load on', () => {
    let inCluster: readonly MeasuredCell[];
    beforeAll(() => release.apply({ 'monitoring.bundled.prometheus.enabled': true }));
    afterAll(() => release.apply());

    it('does not matter: the embedded generator, k6 here and k6 in the cluster agree', async () => {
      const embedded = await cellsOf('embedded', []);
      const local = await cellsOf('k6 here', ['--generator', 'k6', '--k6', 'local']);
      inCluster = await cellsOf('k6 in the cluster', K6_IN_CLUSTER);
      for (const cells of [local, inCluster]) {
        expect(cells.flatMap((cell, index) => differences(cell, embedded[index]!, config.agreement))).toEqual([]);
      }
    });

    it('may be two k6 that share it: they are one', async () => {
      const two = await cellsOf('two k6 in the cluster', [...K6_IN_CLUSTER, '--parallelism', '2']);
      for (const [index, { throughput, latencyMs }] of two.entries()) {
        const one = inCluster[index]!;
        expect(Math.abs(throughput.mean / one.throughput.mean - 1)).toBeLessThanOrEqual(
          SHARE_OF_TWO * config.agreement,
        );
        expect(Math.abs(bucketOf(latencyMs.p95) - bucketOf(one.latencyMs.p95))).toBeLessThanOrEqual(1);
      }
    });

    it('runs in the cluster what the k6 of this machine archived, and shows no header to whoever may look at pods', async () => {
      await nothingIsLeft();
      const running = measureWith([...K6_IN_CLUSTER, '--header', 'X-Token: hush'], ONE_TRIAL, release);
      await underLoad();
      const [scripts] = await release.kubectl.list<ConfigMap>('configmaps', OF_K6);
      const seen = JSON.stringify(await release.kubectl.list('jobs,configmaps,pods', OF_K6));
      const { cells } = await running;
      const [[name, base64] = [], ...others] = Object.entries(scripts!.binaryData);
      expect([name, others]).toEqual(['open.tar', []]);
      const archive = Buffer.from(base64!, 'base64');
      expect(['"k6version"', 'hush'].map((text) => archive.includes(text))).toEqual([true, false]);
      expect(seen).not.toContain('hush');
      expect(cells[0]!.verdict === 'invalid' ? cells[0]!.reasons : 'counts').toBe('counts');
    });

    it('is told of where it is killed in the middle, and the trial is run again', async () => {
      await nothingIsLeft();
      const running = measureWith(K6_IN_CLUSTER, ONE_TRIAL, release);
      const pod = await underLoad();
      await release.kubectl.run('exec', pod, '-c', 'cpu', '--', 'node', '--input-type=module', '--eval', KILL_K6);
      const { output, cells, code } = await running;
      expect(output).toMatch(/broke and is run again: k6 in pod \S+ ended with exit code 137/);
      expect([code, cells[0]!.verdict]).toEqual([0, 'suspect']);
      await nothingIsLeft();
    });

    it('is told of where its pod is deleted in the middle, and the trial is run again', async () => {
      const running = measureWith(K6_IN_CLUSTER, ONE_TRIAL, release);
      const pod = await underLoad();
      await release.kubectl.run('delete', 'pod', pod, '--wait=false');
      const { output, cells, code } = await running;
      expect(output).toMatch(/broke and is run again: k6 was stopped in the middle of the trial: pod \S+ was deleted/);
      expect([code, cells[0]!.verdict]).toEqual([0, 'suspect']);
      await nothingIsLeft();
    });

    it('makes a trial invalid where it cannot be had, with the reason', async () => {
      const args = [...K6_IN_CLUSTER, '--k6-image', 'localhost/k6:never-built'];
      const { code, cells } = await measureWith(args, ONE_TRIAL, release);
      expect([code, cells[0]!.verdict]).toEqual([1, 'invalid']);
      expect(cells[0]!.reasons.join()).toMatch(/ErrImage\w+ of k6|ImagePullBackOff of k6/);
      await nothingIsLeft();
    });

    async function cellsOf(what: string, args: readonly string[]): Promise<readonly MeasuredCell[]> {
      const { cells, output } = await measureWith(args, AGREEING, release);
      for (const { load, throughput, latencyMs } of cells) {
        const { p50, p95 } = latencyMs;
        figure(
          `${what}, ${load.kind}`,
          `${throughput.mean.toFixed(2)}/s, p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`,
        );
      }
      expect(cells.filter(({ verdict }) => verdict === 'invalid').map(({ reasons }) => reasons)).toEqual([]);
      expect(output).not.toContain('has no sample of k6');
      return cells;
    }

    /** The name of the pod of k6, once k6 has begun to ask in it. */
    function underLoad(): Promise<string> {
      return until('k6 puts load on', async () => {
        const pods = await release.kubectl.list<Pod>('pods', OF_K6);
        const pod = pods.find(({ metadata, status }) => !metadata.deletionTimestamp && status.phase === 'Running');
        if (!pod) return undefined;
        const { name } = pod.metadata;
        const said = await release.kubectl.run('logs', name, '-c', 'k6').catch(() => '');
        return /^s /m.test(said) && name;
      });
    }

    function nothingIsLeft(): Promise<boolean> {
      const left = () => release.kubectl.list('jobs,configmaps,pods', OF_K6);
      return until('nothing of k6 is left', async () => (await left()).length === 0);
    }
  });
}

function differences(cell: MeasuredCell, from: MeasuredCell, allowed: number): string[] {
  const figures = [
    ['throughput', cell.throughput.mean, from.throughput.mean],
    ['p50', cell.latencyMs.p50, from.latencyMs.p50],
    ['p95', cell.latencyMs.p95, from.latencyMs.p95],
  ] as const;
  return figures
    .filter(([, value, other]) => Math.abs(value / other - 1) > allowed)
    .map(([what, value, other]) => `${cell.load.kind}: ${what} ${value.toFixed(2)}, not ${other.toFixed(2)}`);
}

/** Which bucket of the services' own histograms a latency falls into. */
function bucketOf(ms: number): number {
  return DURATION_BUCKETS.findIndex((upTo) => ms / 1000 <= upTo);
}
