import { Gauge, type Registry } from 'prom-client';
import type { ServiceIdentity } from '../run/run-answer.js';
import { BUILD_INFO } from './names.js';

/** What runs here, for joining to other families. Every worker says the same. */
export function registerBuildInfo(registry: Registry, { model, version }: ServiceIdentity): void {
  new Gauge({
    name: BUILD_INFO,
    help: 'Always 1; the labels say what runs.',
    labelNames: ['version', 'node', 'model'],
    registers: [registry],
    aggregator: 'first',
  }).set({ version, node: process.version, model }, 1);
}
