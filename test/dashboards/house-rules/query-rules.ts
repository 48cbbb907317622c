import { FAMILIES, type Family } from '@fleetlab/dashboards/families';
import { parseQuery, type Selector } from './promql.js';

/** Exported by others as well: without a component, somebody else's would be shown. */
const COMMON = /^(process_|nodejs_|http_|up$|scrape_)/;

/**
 * What is wrong with a query, in sentences; nothing where all is well.
 *
 * @param expr without Grafana's variables
 * @param recorded labels of what recording rules make, by name
 */
export function faultsOfQuery(expr: string, recorded: Readonly<Record<string, Family>> = {}): string[] {
  const { errors, selectors, groupings, functions } = parseQuery(expr);
  const familyOf = ({ metric }: Selector) => findFamily(metric, { ...FAMILIES, ...recorded });
  const lacksLabel = (selector: Selector, label: string) => familyOf(selector)?.labels.includes(label) === false;
  return [
    ...errors.map((error) => `no PromQL at: ${error}`),
    ...(selectors.length === 0 ? ['it selects nothing'] : []),
    ...(functions.includes('vector') ? ['vector() would show a value where there is none'] : []),
    ...selectors.filter((selector) => !familyOf(selector)).map(({ metric }) => `no service exports ${metric}`),
    ...selectors
      .filter(({ metric, labels }) => COMMON.test(metric) && !labels.includes('component'))
      .map(({ metric }) => `${metric} is not only fleetlab's: select a component`),
    ...selectors.flatMap((selector) =>
      selector.labels
        .filter((label) => lacksLabel(selector, label))
        .map((label) => `${selector.metric} has no ${label}`),
    ),
    ...groupings.flatMap(({ labels, selectors, made }) =>
      labels
        .filter((label) => !made.includes(label))
        .flatMap((label) =>
          selectors
            .filter((selector) => lacksLabel(selector, label))
            .map(({ metric }) => `${metric} has no ${label} to group by`),
        ),
    ),
  ];
}

/** A histogram is asked for by its parts, and only by them. */
function findFamily(metric: string, families: Readonly<Record<string, Family>>): Family | undefined {
  const [, whole = '', part] = /^(.+)_(bucket|sum|count)$/.exec(metric) ?? [];
  const histogram = families[whole];
  if (histogram?.isHistogram) {
    return part === 'bucket' ? histogram : { labels: histogram.labels.filter((label) => label !== 'le') };
  }
  return families[metric]?.isHistogram ? undefined : families[metric];
}
