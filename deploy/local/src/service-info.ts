import { HOST } from './config.js';
import type { ServiceInfo } from './fleet.types.js';
import type { Endpoint } from './process/process.types.js';

/** What `fleetlab up --json` says of a process; nothing while it is not ready. */
export function infoOf(
  { model, role }: Pick<ServiceInfo, 'model' | 'role'>,
  endpoint: Endpoint | null,
): ServiceInfo | null {
  if (!endpoint) return null;
  const { pid, port, adminPort } = endpoint;
  return {
    model,
    role,
    pid,
    url: port === null ? null : `http://${HOST}:${port}`,
    adminUrl: `http://${HOST}:${adminPort}`,
  };
}
