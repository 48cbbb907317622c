import { describe, expect, it } from '@jest/globals';
import { render } from './support/helm.js';

const ANN = { kind: 'User', name: 'ann', apiGroup: 'rbac.authorization.k8s.io' };

describe('the Role of whoever measures the release', () => {
  const manifest = render({ values: { loadtest: { rbac: { create: true, subjects: [ANN] } } } });
  const { rules } = manifest.one('Role', 'lab-fleetlab-loadtest');

  it('is for the release’s namespace alone, and bound to those who are named', () => {
    expect(manifest.one('Role', 'lab-fleetlab-loadtest').metadata!.namespace).toBe('space');
    expect(manifest.one('RoleBinding', 'lab-fleetlab-loadtest')).toMatchObject({
      metadata: { namespace: 'space' },
      roleRef: { kind: 'Role', name: 'lab-fleetlab-loadtest' },
      subjects: [ANN],
    });
  });

  it('allows to change Deployments, and neither to make nor to delete one', () => {
    expect(rules).toContainEqual({
      apiGroups: ['apps'],
      resources: ['deployments'],
      verbs: ['get', 'list', 'watch', 'patch'],
    });
  });

  it('names every verb and every resource', () => {
    const names = rules!.flatMap(({ apiGroups = [], resources = [], verbs }) => [...apiGroups, ...resources, ...verbs]);
    expect(names.filter((name) => /\*|role|exec/.test(name))).toEqual([]);
  });

  it('allows to make a Secret, and to see none', () => {
    const onSecrets = rules!.filter(({ resources }) => resources?.includes('secrets'));
    expect(onSecrets).toEqual([{ apiGroups: [''], resources: ['secrets'], verbs: ['create'] }]);
  });

  it('is bound to nobody where nobody is named, and not there unless it is asked for', () => {
    const unbound = render({ values: { loadtest: { rbac: { create: true } } } });
    expect(unbound.names('Role')).toEqual(['lab-fleetlab-loadtest']);
    expect(unbound.names('RoleBinding')).toEqual([]);
    expect(render().names('Role')).toEqual([]);
  });
});
