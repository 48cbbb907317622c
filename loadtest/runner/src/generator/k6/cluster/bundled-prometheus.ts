import { requestApi } from '../../../kubernetes/api-request.js';
import type { Cluster } from '../../../kubernetes/cluster.js';
import type { LoadLabels } from '../../generator.js';

/** k6 has no p95 unless it is told to. */
const STATISTICS = 'p(50),p(95),p(99),min,max,avg';

/** The Prometheus that the chart brings, where the release has it: k6 writes its own series to it. */
export class BundledPrometheus {
  private constructor(
    private readonly cluster: Cluster,
    private readonly service: string,
    private readonly port: number,
  ) {}

  /** @returns undefined where the release has none */
  static async find(cluster: Cluster, release: string, signal: AbortSignal): Promise<BundledPrometheus | undefined> {
    const labelSelector = `app.kubernetes.io/instance=${release},app.kubernetes.io/component=prometheus`;
    const list = () => cluster.core.listNamespacedService({ namespace: cluster.namespace, labelSelector });
    const [service] = (await cluster.call('looking for the Prometheus of the release', list, signal)).items;
    const port = service?.spec?.ports?.[0]?.port;
    return port === undefined ? undefined : new BundledPrometheus(cluster, service!.metadata!.name!, port);
  }

  /** What k6 is told by its environment. */
  get environment(): Record<string, string> {
    return {
      K6_OUT: 'experimental-prometheus-rw',
      K6_PROMETHEUS_RW_SERVER_URL: `http://${this.service}.${this.cluster.namespace}.svc:${this.port}/api/v1/write`,
      K6_PROMETHEUS_RW_TREND_STATS: STATISTICS,
      K6_PROMETHEUS_RW_PUSH_INTERVAL: '1s',
      K6_PROMETHEUS_RW_STALE_MARKERS: 'true',
    };
  }

  /**
   * Whether samples of a trial have arrived: k6 ends well also where it could not write one.
   *
   * @returns why not, in a sentence; undefined where they have
   */
  async problemWith(
    { experiment, trial }: LoadLabels,
    sinceMs: number,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const { cluster, service, port } = this;
    const seconds = Math.ceil((Date.now() - sinceMs) / 1000) + 1;
    const query = `count_over_time(k6_iterations_total{experiment="${experiment}",trial="${trial}"}[${seconds}s])`;
    const path = `/api/v1/namespaces/${cluster.namespace}/services/${service}:${port}/proxy/api/v1/query`;
    try {
      const response = await requestApi(cluster, path, { query: { query }, signal });
      const { data } = (await response.json()) as { readonly data: { readonly result: readonly unknown[] } };
      return data.result.length > 0
        ? undefined
        : `${service} has no sample of k6 of trial ${trial}: its dashboards lack it.`;
    } catch (error) {
      signal.throwIfAborted();
      return `Whether ${service} has the samples of k6 of trial ${trial} could not be seen: ${(error as Error).message}`;
    }
  }
}
