import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { render } from './support/helm.js';

const NAME = 'lab-fleetlab';

interface Bundle {
  readonly grafana?: object;
  readonly traces?: boolean;
  readonly ingress?: object;
  readonly gatewayApi?: object;
}

function bundle({ grafana = {}, traces = true, ...values }: Bundle = {}) {
  const bundled = {
    prometheus: { enabled: true },
    grafana: { enabled: true, ...grafana },
    traces: { enabled: traces },
  };
  return render({ values: { monitoring: { bundled }, ...values } });
}

interface DataSource {
  readonly uid: string;
  readonly type: string;
  readonly url: string;
  readonly isDefault?: boolean;
  readonly jsonData: {
    readonly exemplarTraceIdDestinations?: readonly { readonly name: string; readonly datasourceUid: string }[];
  };
}

function dataSources(traces: boolean): DataSource[] {
  const { data } = bundle({ traces }).one('ConfigMap', `${NAME}-grafana-provisioning`);
  return (parse(data!['datasources.yaml']!) as { datasources: DataSource[] }).datasources;
}

describe('the bundled Grafana', () => {
  it('has the data sources that dashboards and exemplars lead to', () => {
    const [prometheus, traces] = dataSources(true);
    expect(prometheus).toMatchObject({ uid: 'prometheus', type: 'prometheus', isDefault: true });
    expect(traces).toMatchObject({ uid: 'traces', type: 'jaeger' });
    expect(prometheus!.jsonData.exemplarTraceIdDestinations).toEqual([{ name: 'trace_id', datasourceUid: 'traces' }]);
  });

  it('asks Services of the release at ports that they have', () => {
    const manifest = bundle();
    for (const { url } of dataSources(true)) {
      const { hostname, port } = new URL(url);
      expect(manifest.one('Service', hostname).spec!.ports!.map((each) => String(each.port))).toContain(port);
    }
  });

  it('knows no traces where there are none', () => {
    const [prometheus, ...others] = dataSources(false);
    expect(others).toEqual([]);
    expect(prometheus!.jsonData).not.toHaveProperty('exemplarTraceIdDestinations');
  });

  it('is for anybody to look at, and for nobody to log in to', () => {
    expect(bundle().env('grafana')).toMatchObject({
      GF_AUTH_ANONYMOUS_ENABLED: 'true',
      GF_AUTH_ANONYMOUS_ORG_ROLE: 'Viewer',
      GF_AUTH_DISABLE_LOGIN_FORM: 'true',
      GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION: 'true',
      GF_SERVER_SERVE_FROM_SUB_PATH: 'true',
    });
  });

  it('lets an admin log in with the password of a Secret', () => {
    const env = bundle({ grafana: { admin: { existingSecret: 'admins' } } }).env('grafana');
    expect(env.GF_SECURITY_ADMIN_PASSWORD).toBe('admins.admin-password');
    expect(env).not.toHaveProperty('GF_AUTH_DISABLE_LOGIN_FORM');
    expect(env).not.toHaveProperty('GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION');
  });

  it.each([
    ['any address', {}, '%(protocol)s://%(domain)s/grafana/'],
    ['a host', { hosts: ['lab.example.org'] }, 'http://lab.example.org/grafana/'],
    [
      'a host with TLS',
      { hosts: ['lab.example.org'], tls: [{ secretName: 'tls' }] },
      'https://lab.example.org/grafana/',
    ],
    ['any host of a domain', { hosts: ['*.example.org'] }, '%(protocol)s://%(domain)s/grafana/'],
  ])('is at /grafana of %s', (_where, ingress, url) => {
    expect(bundle({ ingress }).env('grafana').GF_SERVER_ROOT_URL).toBe(url);
  });

  it('has a route beside the models, as the traces have', () => {
    const manifest = bundle({ gatewayApi: { enabled: true, parentRefs: [{ name: 'gateway' }] } });
    const paths = manifest.one('Ingress', NAME).spec!.rules![0]!.http!.paths;
    expect(paths.map(({ path, backend }) => [path, backend.service!.name])).toEqual(
      expect.arrayContaining([
        ['/grafana', `${NAME}-grafana`],
        ['/jaeger', `${NAME}-traces`],
      ]),
    );
    const rules = manifest.one('HTTPRoute', NAME).spec.rules!;
    expect(rules.map(({ matches }) => matches![0]!.path!.value)).toEqual(paths.map(({ path }) => path));
  });

  it('writes only to volumes', () => {
    const { spec } = bundle().pod('grafana');
    const writable = spec.containers[0]!.volumeMounts!.filter(({ readOnly }) => !readOnly);
    expect(writable.map(({ mountPath }) => mountPath)).toEqual(['/var/lib/grafana', '/tmp']);
  });
});

describe('the traces', () => {
  it('are served below the path of their route', () => {
    const { data } = bundle().one('ConfigMap', `${NAME}-traces`);
    const { extensions } = parse(data!['config.yaml']!) as { extensions: { jaeger_query: { base_path: string } } };
    expect(extensions.jaeger_query.base_path).toBe('/jaeger');
  });
});
