import { startFleet, type FleetGroup, type ServiceInfo } from '@fleetlab/local';
import type { Command } from 'commander';
import { config } from '../config.js';
import { MODELS, type Model } from '../experiment/plan.js';
import { untilInterrupted } from './interruption.js';
import { describeObservation, observationOf, type Observation } from '../observe/observation.js';
import { tracesTo } from '../observe/traces-to.js';
import { serviceTable } from './service-table.js';
import { integerBetween, listOf, shareBetween0And1 } from './options.js';

interface UpOptions {
  readonly replicas: number;
  readonly workers: number;
  readonly threads: number;
  readonly models: readonly Model[];
  readonly port: number;
  readonly json: boolean;
  readonly observe: boolean;
  readonly upstreamFaultRate: number;
  readonly upstreamJitter: number;
  readonly upstreamStatus: number;
}

const EXAMPLES = `
Examples:
  $ npx fleetlab up
  $ npx fleetlab up --models threaded,async --replicas 2 --threads 8
  $ npx fleetlab up --upstream-fault-rate 0.1 --upstream-jitter 50
  $ npx fleetlab up --observe
  $ OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318 fleetlab up
  $ curl 'http://127.0.0.1:8080/threaded/sleep?ms=100'

It runs until Ctrl-C, which lets requests in flight finish and ends it with code 0. Other settings of the services are taken from the
environment: MAX_QUEUE=16 fleetlab up.`;

export function addUpCommand(program: Command): void {
  program
    .command('up')
    .summary('start the services on this machine behind one gateway')
    .description('Start the services on this machine behind one gateway, until Ctrl-C.')
    .option('--replicas <n>', 'instances of each service', integerBetween(1, 32), 1)
    .option('--workers <n>', 'processes of each instance; for the queue, worker processes', integerBetween(1, 64), 1)
    .option('--threads <n>', 'threads of each process, where a model has them', integerBetween(1, 256), 4)
    .option('--models <list>', 'which services, separated by commas', listOf(MODELS), [...MODELS])
    .option('--port <n>', 'where the gateway listens; 0 takes a free port', integerBetween(0, 65_535), 8080)
    .option('--json', 'print one line of JSON once all are ready', false)
    .option('--observe', 'print too how to point a Prometheus and a collector of traces at the fleet', false)
    .option('--upstream-fault-rate <share>', 'share of upstream answers that fail', shareBetween0And1, 0)
    .option('--upstream-jitter <ms>', 'longest random delay added to upstream answers', integerBetween(0, 60_000), 0)
    .option('--upstream-status <code>', 'status of upstream answers that fail', integerBetween(400, 599), 503)
    .addHelpText('after', EXAMPLES)
    .action((options: UpOptions) => untilInterrupted((signal) => runUntilStopped(options, signal)));
}

async function runUntilStopped(options: UpOptions, signal: AbortSignal): Promise<void> {
  const tell = (message: string) => process.stderr.write(`${message}\n`);
  const { upstreamFaultRate: faultRate, upstreamJitter: jitterMs, upstreamStatus: status } = options;
  const fleet = await startFleet({ upstream: { faultRate, jitterMs, status }, onEvent: tell, onLog: tell, signal });
  try {
    const group = await fleet.open(shapesOf(options), { port: options.port, signal });
    const observation = options.observe ? observationOf(fleet.services, group.url, tracesTo(config.traces)) : undefined;
    const print = options.json ? asJson : asText;
    process.stdout.write(print(group, fleet.services, observation));
    await aborted(signal);
    if (!options.json) tell('Stopping …');
  } finally {
    await fleet.stop();
  }
}

function shapesOf({ models, replicas, workers, threads }: UpOptions) {
  return models.map((model) => ({ model, replicas, workers, threads }));
}

function asJson({ url }: FleetGroup, services: readonly ServiceInfo[], observe?: Observation): string {
  return `${JSON.stringify({ gateway: url, services, observe })}\n`;
}

function asText({ url }: FleetGroup, services: readonly ServiceInfo[], observe?: Observation): string {
  const watching = observe ? `\n${describeObservation(observe)}` : '';
  return `${serviceTable(services)}\n${watching}\nThe fleet is up at ${url}. Ctrl-C stops it.\n`;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
