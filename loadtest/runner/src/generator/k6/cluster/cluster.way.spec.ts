import { describe, expect, it } from '@jest/globals';
import { KubeConfig } from '@kubernetes/client-node';
import { Cluster } from '../../../kubernetes/cluster.js';
import { UsageError } from '../../../usage-error.js';
import { ClusterK6 } from './cluster.way.js';
import { jobKind } from './job.kind.js';

describe('k6 in a cluster', () => {
  it('needs an address of the models there, which is said before anything is changed', () => {
    const config = new KubeConfig();
    config.loadFromClusterAndUser({ name: 'test', server: 'http://127.0.0.1:1', skipTLSVerify: true }, { name: 'me' });
    const cluster = new Cluster(config, 'test', 'lab', () => undefined);
    const options = { release: 'lab', image: 'grafana/k6:1.8.1', parallelism: 1 };
    const k6 = new ClusterK6(cluster, jobKind(cluster, options), options, () => undefined);
    expect(() => k6.prepare({ baseUrl: 'http://traefik.traefik.svc', namespace: 'lab' })).not.toThrow();
    expect(() => k6.prepare(undefined)).toThrow(UsageError);
    expect(() => k6.prepare(undefined)).toThrow('--url-in-cluster http://traefik.traefik.svc');
  });
});
