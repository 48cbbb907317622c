import type { ServiceInfo } from '@fleetlab/local';

/** A process to be scraped, with the labels that the chart's monitoring gives the pods of a cluster. */
export interface ScrapeTarget {
  /** Host and port of its admin server. */
  readonly address: string;
  readonly labels: {
    readonly namespace: 'local';
    readonly release: 'local';
    /** The component and a number, from 0. */
    readonly pod: string;
    /** `threaded`, `queue-worker`, `upstream`. */
    readonly component: string;
  };
}

export function scrapeTargets(services: readonly ServiceInfo[]): ScrapeTarget[] {
  return [...Map.groupBy(services, componentOf)].flatMap(([component, alike]) =>
    alike.map(({ adminUrl }, index) => ({
      address: new URL(adminUrl).host,
      labels: { namespace: 'local', release: 'local', pod: `${component}-${index}`, component },
    })),
  );
}

function componentOf({ model, role }: ServiceInfo): string {
  return role === 'worker' ? `${model}-worker` : model;
}
