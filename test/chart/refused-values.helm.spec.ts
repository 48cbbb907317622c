import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { MODELS } from './support/components.js';
import { chart, render } from './support/helm.js';

const defaults = parse(readFileSync(join(chart, 'values.yaml'), 'utf8')) as Record<string, unknown>;

/** For each key of values.yaml a value that is wrong, and the place that the message has to name. */
const WRONG: Readonly<Record<string, [value: unknown, place: string]>> = {
  nameOverride: [1, '/nameOverride'],
  fullnameOverride: ['My_Lab', '/fullnameOverride'],
  global: [{ imageRegistry: 1 }, '/global/imageRegistry'],
  image: [{ tag: 'latest' }, '/image/tag'],
  imagePullSecrets: [['pull'], '/imagePullSecrets/0'],
  services: [{ async: { thread: 4 } }, "at '/services/async': additional properties 'thread'"],
  queueWorker: [{ concurrency: 0 }, '/queueWorker/concurrency'],
  queue: [{ depth: 4 }, "'depth'"],
  upstream: [{ faultRate: 2 }, '/upstream/faultRate'],
  redis: [{ persistence: { enabled: 'yes' } }, '/redis/persistence/enabled'],
  ingress: [{ host: 'lab.example.org' }, "'host'"],
  gatewayApi: [{ enabled: true }, '/gatewayApi/parentRefs'],
  networkPolicy: [{ ingressFrom: [] }, '/networkPolicy/ingressFrom'],
  podDisruptionBudget: [{ maxUnavailable: 0 }, '/podDisruptionBudget/maxUnavailable'],
  serviceAccount: [{ created: true }, "'created'"],
  auth: [{ existingSecret: 'My_Secret' }, '/auth/existingSecret'],
  logLevel: ['loud', '/logLevel'],
  drain: [{ graceSeconds: 59 }, '/drain/graceSeconds'],
  monitoring: [{ serviceMonitor: true }, '/monitoring/serviceMonitor'],
  tracing: [{ endpoint: 'collector:4318' }, '/tracing/endpoint'],
  loadtest: [{ endless: { rate: 4 } }, "'rate'"],
  service: [{ type: 'ExternalName' }, '/service/type'],
  startupProbe: [{ path: '/' }, "'path'"],
  livenessProbe: [{ periodSeconds: 0 }, '/livenessProbe/periodSeconds'],
  readinessProbe: [{ timeoutSeconds: '5' }, '/readinessProbe/timeoutSeconds'],
  podSecurityContext: ['restricted', '/podSecurityContext'],
  securityContext: [[], '/securityContext'],
  tmpSizeLimit: ['much', '/tmpSizeLimit'],
  updateStrategy: [{ type: 'Quick' }, '/updateStrategy/type'],
  revisionHistoryLimit: [-1, '/revisionHistoryLimit'],
  commonLabels: [{ team: 1 }, '/commonLabels/team'],
  commonAnnotations: [['a'], '/commonAnnotations'],
  podAnnotations: [{ a: { b: 'c' } }, '/podAnnotations/a'],
  podLabels: [{ a: true }, '/podLabels/a'],
  extraEnv: [{ A: 'b' }, '/extraEnv'],
  extraEnvFrom: [['a'], '/extraEnvFrom/0'],
  extraVolumes: [['a'], '/extraVolumes/0'],
  extraVolumeMounts: [['a'], '/extraVolumeMounts/0'],
  initContainers: ['a', '/initContainers'],
  extraContainers: ['a', '/extraContainers'],
  nodeSelector: [{ gpu: true }, '/nodeSelector/gpu'],
  tolerations: [{ key: 'a' }, '/tolerations'],
  affinity: [['a'], '/affinity'],
  topologySpreadConstraints: [{ maxSkew: 1 }, '/topologySpreadConstraints'],
  priorityClassName: [1, '/priorityClassName'],
  schedulerName: [1, '/schedulerName'],
  runtimeClassName: [1, '/runtimeClassName'],
  dnsPolicy: ['Any', '/dnsPolicy'],
  dnsConfig: [['a'], '/dnsConfig'],
  hostAliases: [{ ip: '127.0.0.1' }, '/hostAliases'],
  extraObjects: [[1], '/extraObjects/0'],
  tests: [{ enable: true }, "'enable'"],
};

const NO_MODEL = {
  services: Object.fromEntries(MODELS.map((model) => [model, { enabled: false }])),
};
const LONE_GRAFANA = { monitoring: { bundled: { grafana: { enabled: true } } } };
const NO_WAY_IN = { ingress: { enabled: false }, loadtest: { experiment: { enabled: true } } };
const AS_IT_IS = { loadtest: { experiment: { enabled: true, target: 'url' } } };
const MORE_THAN_MOST = { services: { async: { autoscaling: { enabled: true, minReplicas: 6 } } } };

describe('a wrong value', () => {
  it('is shown for each key of values.yaml', () => {
    expect(Object.keys(WRONG)).toEqual(Object.keys(defaults));
  });

  it.each(Object.entries(WRONG))('of %s is refused by a message that names its place', (key, [value, place]) => {
    expect(() => render({ values: { [key]: value } })).toThrow(place);
  });

  it.each([
    ['a typing error', { ingres: { enabled: false } }, "'ingres'"],
    ['a negative number of replicas', { services: { async: { replicas: -1 } } }, '/services/async/replicas'],
    ['a second Redis', { redis: { external: { url: 'redis://redis.example.org' } } }, '/redis/external/url'],
    ['no Redis at all', { redis: { enabled: false } }, '/redis/external/url'],
    ['a spool that pods cannot share', { queue: { driver: 'spool' } }, "'driver'"],
    ['an unknown model', { services: { fibers: { enabled: true } } }, "'fibers'"],
    ['threads of a model that has none', { services: { blocking: { threads: 4 } } }, "at '/services/blocking': "],
    ['no threads', { services: { threaded: { threads: 0 } } }, '/services/threaded/threads'],
    ['a key that no worker has', { queueWorker: { workers: 2 } }, "at '/queueWorker': additional properties 'workers'"],
    ['a key that no upstream has', { upstream: { rate: 1 } }, "at '/upstream': additional properties 'rate'"],
    ['a host that is a URL', { ingress: { hosts: ['http://lab.example.org'] } }, '/ingress/hosts/0'],
    ['a host in capitals', { gatewayApi: { hostnames: ['Lab.example.org'] } }, '/gatewayApi/hostnames/0'],
    ['no model at all', NO_MODEL, 'at least one of services.async.enabled, services.blocking.enabled'],
    ['more pods at least than at most', MORE_THAN_MOST, 'services.async.autoscaling.minReplicas (6)'],
    ['a Grafana that has nothing to show', LONE_GRAFANA, '/monitoring/bundled/prometheus/enabled'],
    ['a key that no Prometheus has', { monitoring: { bundled: { prometheus: { replicas: 2 } } } }, "'replicas'"],
    ['a fourth of the bundle', { monitoring: { bundled: { loki: {} } } }, "'loki'"],
    ['more requests than all', { tracing: { samplingRatio: 1.5 } }, '/tracing/samplingRatio'],
    ['no rate at all', { loadtest: { endless: { ratePerSecond: 0 } } }, '/loadtest/endless/ratePerSecond'],
    ['a path for a preset', { loadtest: { experiment: { preset: '../quick' } } }, '/loadtest/experiment/preset'],
    ['a path of the models', { loadtest: { experiment: { url: 'http://a/async' } } }, '/loadtest/experiment/url'],
    ['an unknown generator', { loadtest: { experiment: { generator: 'ab' } } }, '/loadtest/experiment/generator'],
    ['an experiment without an address', NO_WAY_IN, 'loadtest.experiment.url: there is no Ingress'],
    ['an experiment as it is, nowhere', AS_IT_IS, 'loadtest.experiment.url: target url needs the address'],
    ['an interval without a unit', { monitoring: { serviceMonitor: { interval: '15' } } }, '/serviceMonitor/interval'],
    ['no upstream at all', { upstream: { enabled: false } }, '/upstream/url'],
    ['two upstreams', { upstream: { url: 'http://upstream.example.org' } }, '/upstream/url'],
  ])('such as %s is refused by a message that names it', (_what, values, place) => {
    expect(() => render({ values })).toThrow(place);
  });
});
