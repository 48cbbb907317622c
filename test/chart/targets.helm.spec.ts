import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { SERVICES } from './support/components.js';
import { render } from './support/helm.js';
import type { Manifest, PodTemplate } from './support/manifest.js';

const bundled = { prometheus: { enabled: true } };
const everyMonitor = { serviceMonitor: { enabled: true }, bundled: { prometheus: { enabled: true } } };
const META = '__meta_kubernetes_';

interface Relabeling {
  readonly source_labels?: readonly string[];
  readonly target_label?: string;
  readonly regex?: string;
  readonly action?: 'keep' | 'drop';
}

interface ScrapeConfig {
  readonly kubernetes_sd_configs: readonly {
    readonly role: string;
    readonly namespaces: { readonly names: readonly string[] };
    readonly selectors: readonly { readonly role: string; readonly label: string }[];
  }[];
  readonly relabel_configs: readonly Relabeling[];
}

type Labels = Readonly<Record<string, string>>;

const annotated = ({ metadata }: PodTemplate) => metadata.annotations?.['prometheus.io/scrape'] === 'true';

/** What Prometheus finds of a pod before relabeling: a target for each port of each container. */
function discovered({ metadata, spec }: PodTemplate): Labels[] {
  const labels = Object.entries(metadata.labels!).map(([key, value]) => [
    `${META}pod_label_${key.replaceAll(/[^\w]/g, '_')}`,
    value,
  ]);
  return spec.containers.flatMap(({ ports = [] }) =>
    ports.map(({ name }) => ({
      ...(Object.fromEntries(labels) as Labels),
      [`${META}namespace`]: 'space',
      [`${META}pod_name`]: metadata.labels!['app.kubernetes.io/component']!,
      [`${META}pod_phase`]: 'Running',
      [`${META}pod_container_port_name`]: name!,
    })),
  );
}

/** Prometheus' relabeling, as far as the chart uses it; null where the target is dropped. */
function relabeled(found: Labels, steps: readonly Relabeling[]): Labels | null {
  const labels: Record<string, string> = {};
  for (const { source_labels: sources = [], target_label: target, regex = '.*', action } of steps) {
    const value = sources.map((source) => found[source] ?? '').join(';');
    const isMatch = new RegExp(`^(?:${regex})$`).test(value);
    if ((action === 'keep' && !isMatch) || (action === 'drop' && isMatch)) return null;
    if (target) labels[target] = value;
  }
  return labels;
}

function bundledConfig(manifest: Manifest): ScrapeConfig {
  const file = manifest.one('ConfigMap', 'lab-fleetlab-prometheus').data!['prometheus.yaml']!;
  const [config, ...others] = (parse(file) as { scrape_configs: ScrapeConfig[] }).scrape_configs;
  expect(others).toEqual([]);
  return config!;
}

describe('each pod of a service is scraped once', () => {
  it('by its annotations, unless there is a PodMonitor', () => {
    const components = (values: object) =>
      render({ values })
        .pods.filter(annotated)
        .map(({ component }) => component);
    expect(components({})).toEqual(expect.arrayContaining(SERVICES));
    expect(components({})).toHaveLength(SERVICES.length);
    expect(components({ monitoring: { serviceMonitor: { enabled: true } } })).toEqual([]);
    expect(components({ monitoring: { ...everyMonitor, scrapeAnnotations: true } })).toEqual([]);
  });

  it('by the PodMonitor, which takes the one port of each pod that has metrics', () => {
    const manifest = render({ values: { monitoring: everyMonitor, loadtest: { endless: { enabled: true } } } });
    const { spec } = manifest.one('PodMonitor', 'lab-fleetlab');
    const [endpoint, ...others] = spec.podMetricsEndpoints;
    expect(others).toEqual([]);
    expect(spec.namespaceSelector).toEqual({ matchNames: ['space'] });
    const selected = manifest.pods.filter(({ metadata }) =>
      Object.entries(spec.selector.matchLabels).every(([key, value]) => metadata.labels![key] === value),
    );
    const targets = selected.flatMap(({ component, spec: { containers } }) =>
      containers.flatMap(({ ports = [] }) => ports.filter(({ name }) => name === endpoint!.port).map(() => component)),
    );
    expect(targets.sort()).toEqual([...SERVICES].sort());
  });

  it('by the bundled Prometheus, whatever else runs in the release', () => {
    const manifest = render({
      values: {
        monitoring: { bundled: { ...bundled, grafana: { enabled: true }, traces: { enabled: true } } },
        loadtest: { endless: { enabled: true } },
      },
    });
    const { relabel_configs: steps } = bundledConfig(manifest);
    const found = manifest.pods.flatMap(discovered);
    const targets = found.map((labels) => relabeled(labels, steps)).filter((labels) => labels !== null);
    expect(targets.map(({ component }) => component!).sort()).toEqual([...SERVICES].sort());
  });
});

describe('the labels of a target', () => {
  const manifest = render({ values: { monitoring: everyMonitor } });

  it('say where it comes from', () => {
    const [found] = discovered(manifest.pod('queue-worker'));
    const labels = relabeled(found!, bundledConfig(manifest).relabel_configs);
    expect(labels).toEqual({
      namespace: 'space',
      pod: 'queue-worker',
      job: 'fleetlab',
      release: 'lab',
      component: 'queue-worker',
    });
  });

  it('are the same from the operator, which gives namespace, pod and the job by itself', () => {
    const { spec } = manifest.one('PodMonitor', 'lab-fleetlab');
    const [{ relabelings }] = spec.podMetricsEndpoints as [(typeof spec.podMetricsEndpoints)[number]];
    const theirs = relabelings.flatMap(({ targetLabel, sourceLabels }) =>
      targetLabel ? [[targetLabel, sourceLabels]] : [],
    );
    const ours = bundledConfig(manifest).relabel_configs.flatMap((step) =>
      step.target_label ? [[step.target_label, step.source_labels]] : [],
    );
    expect(ours).toEqual(expect.arrayContaining(theirs));
    expect(spec.jobLabel).toBe('app.kubernetes.io/name');
    expect(relabelings.at(-1)).toEqual({ action: 'labeldrop', regex: 'container|endpoint' });
  });
});

describe('the bundled Prometheus', () => {
  const manifest = render({ values: { monitoring: { bundled } } });

  it('looks for pods of its own release in its own namespace only, which is all it may', () => {
    const [discovery] = bundledConfig(manifest).kubernetes_sd_configs;
    expect(discovery).toEqual({
      role: 'pod',
      namespaces: { names: ['space'] },
      selectors: [{ role: 'pod', label: 'app.kubernetes.io/name=fleetlab,app.kubernetes.io/instance=lab' }],
    });
    expect(manifest.one('Role', 'lab-fleetlab-prometheus').rules).toEqual([
      { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] },
    ]);
    expect(manifest.one('RoleBinding', 'lab-fleetlab-prometheus')).toMatchObject({
      roleRef: { kind: 'Role', name: 'lab-fleetlab-prometheus' },
      subjects: [{ kind: 'ServiceAccount', name: 'lab-fleetlab-prometheus', namespace: 'space' }],
    });
    const { spec } = manifest.pod('prometheus');
    expect([spec.serviceAccountName, spec.automountServiceAccountToken]).toEqual(['lab-fleetlab-prometheus', true]);
  });

  it('takes pushed samples and keeps exemplars', () => {
    const { args } = manifest.pod('prometheus').spec.containers[0]!;
    expect(args).toContain('--web.enable-remote-write-receiver');
    expect(args!.join(' ')).toMatch(/--enable-feature=\S*exemplar-storage/);
    expect(manifest.one('Service', 'lab-fleetlab-prometheus').spec!.ports).toEqual([
      { name: 'http', port: 9090, targetPort: 'http' },
    ]);
  });

  it('is not there, nor anything of its kind, unless it is asked for', () => {
    const names = render().objects.map(({ kind, metadata }) => `${kind}/${metadata!.name}`);
    expect(names.filter((name) => /prometheus|grafana|traces|Role|endless|PodMonitor/i.test(name))).toEqual([]);
  });
});
