import { describe, expect, it } from '@jest/globals';
import { render } from './support/helm.js';
import { typeErrors } from './support/strict-types.js';

/** Paths of what can be on or off by itself; each renders objects of its own or changes those of others. */
const SWITCHES = [
  'monitoring.scrapeAnnotations',
  'monitoring.serviceMonitor.enabled',
  'monitoring.prometheusRule.enabled',
  'monitoring.dashboards.enabled',
  'monitoring.bundled.prometheus.enabled',
  'monitoring.bundled.grafana.enabled',
  'monitoring.bundled.traces.enabled',
  'loadtest.endless.enabled',
  'loadtest.experiment.enabled',
  'loadtest.rbac.create',
  'networkPolicy.enabled',
  'ingress.enabled',
  'services.queue.enabled',
  'tests.enabled',
  'serviceAccount.create',
] as const;
const NEEDED = {
  'monitoring.bundled.grafana.enabled': 'monitoring.bundled.prometheus.enabled',
  'loadtest.experiment.enabled': 'ingress.enabled',
} as Readonly<Record<string, string>>;

function rendered(isOn: (path: string) => boolean) {
  const values: Record<string, unknown> = {};
  for (const path of SWITCHES) {
    const keys = path.split('.');
    const last = keys.pop()!;
    const place = keys.reduce<Record<string, unknown>>(
      (at, key) => (at[key] ??= {}) as Record<string, unknown>,
      values,
    );
    place[last] = isOn(path);
  }
  return render({ values });
}

describe('the chart', () => {
  it('renders with each part alone, with all but one, and only what Kubernetes knows', () => {
    const alone = SWITCHES.map((one) => rendered((path) => path === one || path === NEEDED[one]));
    const without = SWITCHES.map((one) => rendered((path) => path !== one && NEEDED[path] !== one));
    expect(typeErrors([...alone, ...without].flatMap(({ objects }) => objects))).toEqual([]);
  });
});
