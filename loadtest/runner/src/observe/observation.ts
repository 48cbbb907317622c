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
  readonly experiment: {
    /** What has a Prometheus that runs as above told of each trial. */
    readonly push: string;
    /** Measures this very fleet, which a Prometheus then sees at work. */
    readonly command: string;
  };
  readonly traces: {
    /** What `fleetlab up` has to be started with; all of it reaches the services, except one name for them all. */
    readonly environment: Readonly<Record<string, string>>;
    readonly command: string;
  };
}

/** Where a Prometheus and a collector listen that run beside the fleet and were told nothing else. */
const PROMETHEUS = '127.0.0.1:9090';
const COLLECTOR = 'http://127.0.0.1:4318';

const CONFIG_FILE = 'fleetlab-prometheus.yml';
const SCRAPE_INTERVAL = '5s';

export function observationOf(services: readonly ServiceInfo[], gateway: string): Observation {
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
    experiment: { push, command: `fleetlab run experiment.yaml --target url --url ${gateway} --push ${push}` },
    traces: { environment, command: `${assignments.join(' ')} fleetlab up --observe` },
  };
}

function scrapeConfig(services: readonly ServiceInfo[]): string {
  const targets = scrapeTargets(services).map(({ address, labels }) => ({ targets: [address], labels }));
  return stringify({
    global: { scrape_interval: SCRAPE_INTERVAL, evaluation_interval: SCRAPE_INTERVAL },
    scrape_configs: [{ job_name: 'fleetlab', static_configs: targets }],
  });
}

/** The same for people. */
export function describeObservation({ prometheus, experiment, traces }: Observation): string {
  return `Metrics: save this as ${CONFIG_FILE}. It holds as long as the fleet is up: a service that is started again keeps its
admin port, unless somebody has taken it meanwhile.

${indented(prometheus.config)}
  ${prometheus.command}

Trials of an experiment, beside the metrics of the fleet that they are put on:

  ${experiment.command}

Traces: start the fleet with the address of a collector that takes OTLP over HTTP. The sampler decides on requests whose
client started no trace; \`fleetlab run\` starts one for one request in a hundred.

  ${traces.command}
`;
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}
