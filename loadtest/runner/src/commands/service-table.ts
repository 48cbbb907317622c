import type { ServiceInfo } from '@fleetlab/local';
import Table from 'cli-table3';

const EDGES = ['top', 'bottom', 'left', 'right', 'mid'];
const WITHOUT_LINES = Object.fromEntries(
  EDGES.flatMap((edge) => [edge, `${edge}-left`, `${edge}-mid`, `${edge}-right`, `left-${edge}`, `right-${edge}`]).map(
    (part) => [part, ''],
  ),
);

/** What runs where. Without lines, which would make it wider than the 80 columns that every terminal has. */
export function serviceTable(services: readonly ServiceInfo[]): string {
  const table = new Table({
    head: ['model', 'role', 'pid', 'url', 'admin'],
    chars: { ...WITHOUT_LINES, middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  for (const { model, role, pid, url, adminUrl } of services) table.push([model, role, pid, url ?? '', adminUrl]);
  return table.toString();
}
