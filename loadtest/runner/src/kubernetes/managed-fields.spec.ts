import { describe, expect, it } from '@jest/globals';
import type { FieldPath } from './field-path.js';
import { areAnyOurs, givenBack, isOurs, type ManagedFieldsEntry, type OwnedFields } from './managed-fields.js';

const REPLICAS: FieldPath = ['spec', 'replicas'];
const THREADS: FieldPath = ['spec', 'containers', { name: 'threaded' }, 'env', { name: 'THREADS' }];
const WORKERS: FieldPath = ['spec', 'containers', { name: 'threaded' }, 'env', { name: 'WORKERS' }];
const PATHS = [REPLICAS, THREADS, WORKERS];

const helm = (fieldsV1: OwnedFields): ManagedFieldsEntry => ({
  manager: 'helm',
  operation: 'Apply',
  apiVersion: 'apps/v1',
  fieldsV1,
});
const ours = (fieldsV1: OwnedFields): ManagedFieldsEntry => ({
  manager: 'fleetlab',
  operation: 'Update',
  apiVersion: 'apps/v1',
  fieldsV1,
});
const status: ManagedFieldsEntry = {
  manager: 'controller-manager',
  operation: 'Update',
  apiVersion: 'apps/v1',
  subresource: 'status',
  fieldsV1: { 'f:status': { 'f:replicas': {} } },
};

const envOf = (env: OwnedFields) => ({ 'f:containers': { 'k:{"name":"threaded"}': { 'f:env': env } } });
const entry = { '.': {}, 'f:name': {}, 'f:value': {} };

const BEFORE = [helm({ 'f:spec': { 'f:paused': {}, 'f:replicas': {}, ...envOf({ 'k:{"name":"THREADS"}': entry }) } })];
/** What the API server makes of it when we change replicas and the value of THREADS, and add WORKERS. */
const NOW = [
  helm({ 'f:spec': { 'f:paused': {}, ...envOf({ 'k:{"name":"THREADS"}': { '.': {}, 'f:name': {} } }) } }),
  status,
  ours({
    'f:spec': {
      'f:replicas': {},
      ...envOf({ 'k:{"name":"THREADS"}': { 'f:value': {} }, 'k:{"name":"WORKERS"}': entry }),
    },
  }),
];

describe('the owners of fields', () => {
  it('say which fields we were the last to change', () => {
    expect(PATHS.map((path) => isOurs(NOW, path))).toEqual([true, true, true]);
    expect(isOurs(NOW, ['spec', 'paused'])).toBe(false);
    expect([areAnyOurs(NOW), areAnyOurs(BEFORE)]).toEqual([true, false]);
  });

  it('are again who they were, and nobody owns what was not there', () => {
    expect(givenBack(NOW, BEFORE, PATHS)).toEqual([BEFORE[0], status]);
  });

  it('are others for fields that somebody else has changed since', () => {
    const kubectl: ManagedFieldsEntry = {
      manager: 'kubectl',
      operation: 'Update',
      apiVersion: 'apps/v1',
      fieldsV1: { 'f:spec': { 'f:replicas': {} } },
    };
    const now = [...NOW, kubectl];
    expect(givenBack(now, BEFORE, [THREADS, WORKERS])).toEqual([
      helm({ 'f:spec': { 'f:paused': {}, ...envOf({ 'k:{"name":"THREADS"}': entry }) } }),
      status,
      kubectl,
    ]);
  });

  it('are back, too, where nothing else was left to them', () => {
    const autoscaler: ManagedFieldsEntry = {
      manager: 'controller-manager',
      operation: 'Update',
      apiVersion: 'apps/v1',
      subresource: 'scale',
      fieldsV1: { 'f:spec': { 'f:replicas': {} } },
    };
    const now = [ours({ 'f:spec': { 'f:replicas': {} } })];
    expect(givenBack(now, [autoscaler], [REPLICAS])).toEqual([autoscaler]);
  });
});
