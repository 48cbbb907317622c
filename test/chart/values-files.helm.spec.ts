import { describe, expect, it } from '@jest/globals';
import { render, valuesFiles } from './support/helm.js';
import type { KubeObject } from './support/manifest.js';
import { renderings } from './support/renderings.js';
import { typeErrors } from './support/strict-types.js';

describe('the check of types', () => {
  it.each([
    ['a field that there is not', { replcas: 1 }, 'replcas'],
    ['a value of another type', { replicas: '1' }, 'replicas'],
  ])('refuses %s', (_what, fields, name) => {
    const [deployment] = render().all('Deployment');
    const wrong = { ...deployment, spec: { ...deployment!.spec, ...fields } } as KubeObject;
    expect(typeErrors([wrong]).join()).toContain(name);
  });
});

describe('what is rendered', () => {
  it('has only the fields of its kinds, for any values file and with everything on', () => {
    const objects = renderings.flatMap(([, manifest]) => manifest.objects);
    expect(typeErrors(objects)).toEqual([]);
  });

  it('stays text where names are numbers', () => {
    const values = { nameOverride: '7', fullnameOverride: '1e3' };
    expect(typeErrors(render({ values, release: '123', namespace: '42' }).objects)).toEqual([]);
  });

  it.each(valuesFiles)('has a kind, a name, the namespace and the labels of Kubernetes with %s', (file) => {
    for (const { kind, metadata } of render({ files: [file] }).objects) {
      expect([kind, metadata?.name, metadata?.namespace]).toEqual([kind, expect.any(String), 'space']);
      expect(Object.keys(metadata!.labels!)).toEqual(
        expect.arrayContaining(
          ['name', 'instance', 'version', 'part-of', 'managed-by'].map((label) => `app.kubernetes.io/${label}`),
        ),
      );
    }
  });

  it.each(valuesFiles)('has no name twice with %s', (file) => {
    const names = render({ files: [file] }).objects.map(({ kind, metadata }) => `${kind}/${metadata!.name}`);
    expect(names).toEqual([...new Set(names)]);
  });

  it.each(valuesFiles)('pins each image by a tag or a digest with %s', (file) => {
    const images = render({ files: [file] }).pods.flatMap(({ spec }) => spec.containers.map(({ image }) => image));
    expect(images.length).toBeGreaterThan(0);
    expect(images.filter((image) => !/(:[\w.-]+|@sha256:\w{64})$/.test(image!) || image!.endsWith(':latest'))).toEqual(
      [],
    );
  });
});
