import { describe, expect, it } from '@jest/globals';
import { headersSecret, variablesOf, withoutHeaders } from './headers-secret.js';
import { jobManifest } from './job-manifest.js';
import { testRunManifest } from './testrun-manifest.js';

const NAME = { load: 'fleetlab-k6-3f9a1c00', release: 'lab' };

describe('the headers of a load', () => {
  it('are in a Secret, of which the variable of k6 has the name', () => {
    const { metadata, stringData } = headersSecret(NAME, { authorization: 'Bearer hush' });
    const { name, key } = variablesOf({}, NAME)[0]!.valueFrom!.secretKeyRef!;
    expect(metadata!.name).toBe(name);
    expect(JSON.parse(stringData![key]!)).toEqual({ authorization: 'Bearer hush' });
  });

  it('are not among what may be seen', () => {
    expect(withoutHeaders({ RATE: '5', REQUEST_HEADERS: '{"authorization":"Bearer hush"}' })).toEqual({ RATE: '5' });
  });

  it('are asked for by every pod of k6', () => {
    const packed = { main: 'open.tar', files: new Map<string, Buffer>() };
    const parts = {
      ...NAME,
      packed,
      parallelism: 1,
      env: { RATE: '5' },
      k6Image: 'grafana/k6:1.8.1',
      imagePullSecrets: [],
    };
    const job = jobManifest({ ...parts, instance: 1, nodeImage: 'fleetlab', deadlineS: 60 });
    const { runner, initializer } = testRunManifest(parts).spec;
    const [k6] = job.spec!.template.spec!.containers;
    for (const { env } of [k6!, runner, initializer]) expect(env).toEqual(variablesOf({ RATE: '5' }, NAME));
  });
});
