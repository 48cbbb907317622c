import { Gauge, type Registry } from 'prom-client';
import type { ModelLimits } from '../run/run.service.js';
import { CONFIG_THREADS, CONFIG_WORKERS, SLOTS } from './names.js';

/** How the replica is set up. Every worker says the same, so the first answer is the replica's. */
export function registerSettings(
  registry: Registry,
  model: string,
  limits: () => ModelLimits | Promise<ModelLimits>,
): void {
  const registers = [registry];
  const aggregator = 'first' as const;
  new Gauge({
    name: SLOTS,
    help: 'Requests one replica can work on at a time; absent where unbounded.',
    labelNames: ['model', 'bound'],
    registers,
    aggregator,
    async collect() {
      const { slots } = await limits();
      if (slots.wait !== null) this.set({ model, bound: 'wait' }, slots.wait);
      this.set({ model, bound: 'cpu' }, slots.cpu);
    },
  });
  const setting = (name: string, help: string, key: string) =>
    new Gauge({
      name,
      help,
      labelNames: ['model'],
      registers,
      aggregator,
      async collect() {
        const value = (await limits()).settings[key];
        if (value !== undefined && value !== null) this.set({ model }, value);
      },
    });
  setting(CONFIG_WORKERS, 'Worker processes of one replica.', 'workers');
  setting(CONFIG_THREADS, 'Threads of one worker process.', 'threads');
}
