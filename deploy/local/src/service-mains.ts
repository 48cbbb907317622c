import { fileURLToPath } from 'node:url';

/** The file that Node runs, for each kind of process of a fleet. */
export interface ServiceMains {
  readonly blocking: string;
  readonly threaded: string;
  readonly async: string;
  readonly queue: string;
  readonly queueWorker: string;
  readonly upstream: string;
  readonly gateway: string;
}

/** Those of the packages that are installed. */
export function installedMains(): ServiceMains {
  return {
    blocking: find('@fleetlab/blocking/main'),
    threaded: find('@fleetlab/threaded/main'),
    async: find('@fleetlab/async/main'),
    queue: find('@fleetlab/queue/main'),
    queueWorker: find('@fleetlab/queue/worker'),
    upstream: find('@fleetlab/upstream/main'),
    gateway: find('@fleetlab/local/gateway'),
  };
}

function find(specifier: string): string {
  return fileURLToPath(import.meta.resolve(specifier));
}
