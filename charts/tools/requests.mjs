import { parse } from 'yaml';

/** What the fleet of values.yaml asks for in all: `700m CPU and 832 MiB of memory`. */
export function requestsInAll(yaml) {
  const { services, queueWorker, upstream, redis } = parse(yaml);
  const components = [...Object.values(services).filter(({ enabled }) => enabled), queueWorker, upstream, redis];
  const sum = (resource, unit) =>
    components.reduce((total, { replicas = 1, resources }) => {
      const quantity = resources.requests[resource];
      if (!quantity.endsWith(unit)) throw new Error(`${resource}: ${quantity} is not in ${unit}, as the others are.`);
      return total + replicas * Number.parseInt(quantity, 10);
    }, 0);
  return `${sum('cpu', 'm')}m CPU and ${sum('memory', 'Mi')} MiB of memory`;
}
