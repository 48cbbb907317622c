import type { ServiceInfo } from '@fleetlab/local';
import { stringify } from 'yaml';
import { scrapeTargets } from './scrape-targets.js';

/** How to watch a fleet on this machine: what `fleetlab up --observe` prints. */
export interface Observation {
  readonly prometheus: {
    /** Its whole configuration file, YAML. */
    readonly config: string;
    readonly command: string;
  };
  /** Where a clone has what Prometheus and Grafana are given beside it. */
  readonly files: { readonly rules: string; readonly dashboards: string };
  readonly experiment: {
    /** What has a Prometheus that runs as above told of each trial. */
    readonly push: string;
    /** Measures this very fleet, which a Prometheus then sees at work. */
    readonly command: string;
  };
  readonly traces: {
    /** Where those of this fleet go; null where they go nowhere. */
    readonly to: string | null;
    /** What `fleetlab up` has to be started with; all of it reaches the services, except one name for them all. */
    readonly environment: Readonly<Record<string, string>>;
    readonly command: string;
  };
}

/** Where a Prometheus and a collector listen that run beside the fleet and were told nothing else. */
const PROMETHEUS = '127.0.0.1:9090';
const COLLECTOR = 'http://127.0.0.1:4318';
/** As Jaeger shows a trace. */
const TRACE_URL = 'http://127.0.0.1:16686/trace/{traceId}';

const CONFIG_FILE = 'fleetlab-prometheus.yml';
const SCRAPE_INTERVAL = '5s';
const FILES = { rules: 'dashboards/dist/rules/*.yaml', dashboards: 'dashboards/dist' };

/** @param tracesTo the address of the collector that the fleet was started with */
export function observationOf(services: readonly ServiceInfo[], gateway: string, tracesTo?: string): Observation {
  const push = `http://${PROMETHEUS}/api/v1/write`;
  const environment = {
    OTEL_EXPORTER_OTLP_ENDPOINT: COLLECTOR,
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0.01',
  };
  const assignments = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return {
    prometheus: {
      config: scrapeConfig(services),
      command:
        `prometheus --config.file=${CONFIG_FILE} --web.listen-address=${PROMETHEUS} ` +
        '--web.enable-remote-write-receiver --enable-feature=exemplar-storage',
    },
    files: FILES,
    experiment: {
      push,
      command: `npx fleetlab run experiment.yaml --target url --url ${gateway} --push ${push} --trace-url '${TRACE_URL}'`,
    },
    traces: { to: tracesTo ?? null, environment, command: `${assignments.join(' ')} npx fleetlab up --observe` },
  };
}

function scrapeConfig(services: readonly ServiceInfo[]): string {
  const targets = scrapeTargets(services).map(({ address, labels }) => ({ targets: [address], labels }));
  return stringify({
    global: { scrape_interval: SCRAPE_INTERVAL, evaluation_interval: SCRAPE_INTERVAL },
    rule_files: [FILES.rules],
    scrape_configs: [{ job_name: 'fleetlab', static_configs: targets }],
  });
}

/** The same for people: traces first, for they may take another start, and what follows holds for this one only. */
export function describeObservation({ prometheus, files, experiment, traces }: Observation): string {
  return `${describeTraces(traces)}
Metrics: save this as ${CONFIG_FILE} in the clone, where its rules are, and import the dashboards of ${files.dashboards} into
Grafana. It holds until the fleet is started again, which gives it other admin ports. A single service that is started again
keeps its own, unless somebody has taken it meanwhile.

${indented(prometheus.config)}
  ${prometheus.command}

Trials of an experiment, beside the metrics of the fleet that they are put on. --trace-url is for Jaeger on this machine: slow
requests in the report lead to their traces.

  ${experiment.command}
`;
}

function describeTraces({ to, command }: Observation['traces']): string {
  if (to !== null) return `Traces: they go to ${to}.\n`;
  return `Traces go nowhere yet: stop the fleet, and start it with the address of a collector that takes OTLP over HTTP before you go
on. The sampler decides on requests whose client started no trace; \`npx fleetlab run\` starts one for one request in a hundred.

  ${command}
`;
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}
