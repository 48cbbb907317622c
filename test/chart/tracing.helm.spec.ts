import { describe, expect, it } from '@jest/globals';
import { SERVICES } from './support/components.js';
import { render } from './support/helm.js';

const traces = { enabled: true };
const endpoint = 'http://collector.example.org:4318';

describe('tracing', () => {
  it('is off, without one of its variables, where there is nothing to send spans to', () => {
    const manifest = render({ values: { tracing: { samplingRatio: 1 } } });
    for (const component of SERVICES) {
      expect(Object.keys(manifest.env(component)).filter((name) => /OTEL|NODE_NAME/.test(name))).toEqual([]);
    }
  });

  it.each(SERVICES)('of %s goes by the variables of OpenTelemetry', (component) => {
    const manifest = render({ values: { tracing: { endpoint, samplingRatio: 0.25 } } });
    expect(manifest.env(component)).toMatchObject({
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.25',
      OTEL_SERVICE_NAME: `fleetlab-${component}`,
      OTEL_RESOURCE_ATTRIBUTES:
        'service.namespace=lab,k8s.namespace.name=space,k8s.pod.name=$(POD_NAME),k8s.node.name=$(NODE_NAME)',
      NODE_NAME: 'pod.spec.nodeName',
    });
  });

  it('names pod and node before it uses them, for Kubernetes fills in only what stands above', () => {
    const { env } = render({ values: { tracing: { endpoint } } }).pod('async').spec.containers[0]!;
    const names = env!.map(({ name }) => name);
    expect(names.indexOf('POD_NAME')).toBeGreaterThanOrEqual(0);
    expect(names.indexOf('OTEL_RESOURCE_ATTRIBUTES')).toBeGreaterThan(
      Math.max(names.indexOf('POD_NAME'), names.indexOf('NODE_NAME')),
    );
  });

  it('goes to the bundled traces, or to what is named instead', () => {
    const monitoring = { bundled: { traces } };
    const bundled = render({ values: { monitoring } });
    const { hostname, port } = new URL(bundled.env('queue-worker').OTEL_EXPORTER_OTLP_ENDPOINT!);
    const ports = bundled.one('Service', hostname).spec!.ports!;
    expect(ports.map((each) => String(each.port))).toContain(port);
    const elsewhere = render({ values: { monitoring, tracing: { endpoint } } });
    expect(elsewhere.env('queue-worker').OTEL_EXPORTER_OTLP_ENDPOINT).toBe(endpoint);
  });

  it.each([0, 0.001, 1])('samples a share of %d as a plain number', (samplingRatio) => {
    const manifest = render({ values: { tracing: { endpoint, samplingRatio } } });
    expect(Number(manifest.env('async').OTEL_TRACES_SAMPLER_ARG)).toBe(samplingRatio);
  });
});
