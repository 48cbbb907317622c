import { globSync } from 'node:fs';
import type { ServiceInfo } from '@fleetlab/local';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { describeObservation, observationOf } from './observation.js';

const SERVICES: ServiceInfo[] = [
  service('upstream', 'upstream', 1),
  service('threaded', 'service', 2),
  service('queue', 'api', 3),
  service('threaded', 'service', 4),
  service('queue', 'worker', 5),
];

describe('how to watch a fleet', () => {
  const observation = observationOf(SERVICES, 'http://127.0.0.1:8080');

  it('is a configuration with every process once, labelled as pods of a cluster are', () => {
    const { scrape_configs: jobs } = parse(observation.prometheus.config) as { scrape_configs: object[] };
    const labels = (component: string, pod: string) => ({ namespace: 'local', release: 'local', pod, component });
    expect(jobs).toEqual([
      {
        job_name: 'fleetlab',
        static_configs: [
          { targets: ['127.0.0.1:9001'], labels: labels('upstream', 'upstream-0') },
          { targets: ['127.0.0.1:9002'], labels: labels('threaded', 'threaded-0') },
          { targets: ['127.0.0.1:9004'], labels: labels('threaded', 'threaded-1') },
          { targets: ['127.0.0.1:9003'], labels: labels('queue', 'queue-0') },
          { targets: ['127.0.0.1:9005'], labels: labels('queue-worker', 'queue-worker-0') },
        ],
      },
    ]);
  });

  it('is commands that go together', () => {
    const { prometheus, experiment, traces } = observation;
    expect(new URL(experiment.push).host).toBe(/--web\.listen-address=(\S+)/.exec(prometheus.command)![1]);
    expect(experiment.command).toContain(`--push ${experiment.push}`);
    for (const [name, value] of Object.entries(traces.environment))
      expect(traces.command).toContain(`${name}=${value}`);
    expect([experiment.command, traces.command]).toEqual(Array(2).fill(expect.stringContaining('npx fleetlab ')));
    expect(traces.environment).not.toHaveProperty('OTEL_SERVICE_NAME');
  });

  it('is all in what people read', () => {
    const text = describeObservation(observation);
    const { prometheus, experiment, traces } = observation;
    for (const line of [...prometheus.config.split('\n'), prometheus.command, experiment.command, traces.command])
      expect(text).toContain(line);
    expect(text).toContain(observation.files.dashboards);
  });

  it('begins with traces, for which the fleet may have to be started again', () => {
    expect(describeObservation(observation)).toMatch(
      /^Traces go nowhere yet[^]*npx fleetlab up --observe[^]*\nMetrics: /,
    );
    const traced = observationOf(SERVICES, 'http://127.0.0.1:8080', 'http://collector:4318');
    expect(describeObservation(traced)).toMatch(/^Traces: they go to http:\/\/collector:4318\.\n\nMetrics: /);
    expect(describeObservation(traced)).not.toContain(traced.traces.command);
  });

  it('names rules and dashboards that are there', () => {
    const { rules, dashboards } = observation.files;
    expect((parse(observation.prometheus.config) as { rule_files: string[] }).rule_files).toEqual([rules]);
    const root = new URL('../../../../', import.meta.url).pathname;
    for (const pattern of [rules, `${dashboards}/*.json`]) expect(globSync(pattern, { cwd: root })).not.toEqual([]);
  });
});

function service(model: ServiceInfo['model'], role: ServiceInfo['role'], number: number): ServiceInfo {
  return { model, role, pid: number, url: null, adminUrl: `http://127.0.0.1:${9000 + number}` };
}
