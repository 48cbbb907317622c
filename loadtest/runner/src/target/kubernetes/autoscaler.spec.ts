import { beforeEach, describe, expect, it } from '@jest/globals';
import { ApiException } from '@kubernetes/client-node';
import type { Cluster } from '../../kubernetes/cluster.js';
import type { PlainObject } from '../../kubernetes/objects.js';
import { rehearseAutoscaler, removeAutoscalers, startAutoscaler, type AutoscaledShape } from './autoscaler.js';
import type { Autoscaler, Deployment, Release } from './release.js';

const never = new AbortController().signal;
const SHAPE: AutoscaledShape = {
  model: 'threaded',
  replicas: 1,
  workers: 1,
  threads: 1,
  autoscale: { maxReplicas: 3, targetPercent: 150 },
};
const DEPLOYMENT = { metadata: { name: 'lab-threaded', resourceVersion: '1' }, spec: { replicas: 1 } } as Deployment;
const RELEASE: Release = { name: 'lab', deployments: new Map([['threaded', DEPLOYMENT]]), autoscalers: new Map() };
const OWN = /lab-threaded-fleetlab-\w+/;
const METRICS = [
  { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 150 } } },
];

let api: Autoscalers;
beforeEach(() => {
  api = new Autoscalers();
});

describe('an autoscaler of our own', () => {
  it('gets its room once it has seen the pods quiet', async () => {
    api.seen = [null, 187, 90];
    await startAutoscaler(api.cluster, RELEASE, SHAPE, never);
    expect(api.told.map((told) => told.replace(OWN, 'own'))).toEqual(['create own 1-1', 'create own 1-3']);
    const [{ metadata, spec }] = [...api.objects.values()] as [Body];
    expect(api.objects.size).toBe(1);
    expect(metadata!.labels).toEqual({ 'app.kubernetes.io/managed-by': 'fleetlab', 'fleetlab/release': 'lab' });
    expect(spec).toEqual({
      minReplicas: 1,
      maxReplicas: 3,
      metrics: METRICS,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'lab-threaded' },
    });
  });

  it('is checked beforehand and not made', async () => {
    await rehearseAutoscaler(api.cluster, RELEASE, SHAPE, never);
    expect([api.told, api.objects.size]).toEqual([
      [expect.stringMatching(/^create lab-threaded-fleetlab-\w+ 1-3 \(dry run\)$/)],
      0,
    ]);
  });

  it('has another name each time, since the old one’s is remembered with what it wanted', async () => {
    api.seen = [0, 0];
    await startAutoscaler(api.cluster, RELEASE, SHAPE, never);
    await startAutoscaler(api.cluster, RELEASE, SHAPE, never);
    const names = api.told.map((told) => OWN.exec(told)![0]);
    expect(new Set(names).size).toBe(4);
  });

  it('is taken away by its labels, and missed by nobody the second time', async () => {
    api.seen = [0];
    await startAutoscaler(api.cluster, RELEASE, SHAPE, never);
    expect(await removeAutoscalers(api.cluster, 'lab')).toEqual([expect.stringMatching(OWN)]);
    expect(await removeAutoscalers(api.cluster, 'lab')).toEqual([]);
    expect(api.selector).toBe('app.kubernetes.io/managed-by=fleetlab,fleetlab/release=lab');
  });
});

describe('an autoscaler of the release', () => {
  it('is given the bounds and the aim of the shape, and no second one is put beside it', async () => {
    api.seen = [0];
    api.objects.set('lab-threaded', {
      metadata: { name: 'lab-threaded' },
      spec: {},
    });
    const own = { metadata: { name: 'lab-threaded', resourceVersion: '1' } } as Autoscaler;
    const autoscalers = new Map([['threaded', own]]);
    await startAutoscaler(api.cluster, { ...RELEASE, autoscalers }, SHAPE, never);
    expect([...api.objects.keys()]).toEqual(['lab-threaded']);
    expect(api.objects.get('lab-threaded')!.spec).toEqual({ minReplicas: 1, maxReplicas: 3, metrics: METRICS });
  });
});

interface Body {
  readonly metadata?: { readonly name?: string; readonly labels?: object };
  readonly spec: object;
}

interface Request {
  readonly name: string;
  readonly body: Body;
  readonly dryRun?: string;
  readonly labelSelector: string;
}

/** An API server that knows autoscalers, and the percentages of CPU that they see one after another. */
class Autoscalers {
  readonly objects = new Map<string, Body>();
  readonly told: string[] = [];
  seen: (number | null)[] = [];
  selector = '';

  get cluster(): Cluster {
    const autoscaling = {
      createNamespacedHorizontalPodAutoscaler: (request: Request) => this.#create(request),
      deleteNamespacedHorizontalPodAutoscaler: ({ name }: Request) =>
        this.objects.delete(name) ? Promise.resolve({}) : refuse(404),
      listNamespacedHorizontalPodAutoscaler: ({ labelSelector }: Request) => {
        this.selector = labelSelector;
        return Promise.resolve({ items: [...this.objects.values()] });
      },
    };
    const custom = {
      getNamespacedCustomObject: ({ name }: Request) => Promise.resolve(this.#asSeen(name)),
      patchNamespacedCustomObject: ({ name, body }: Request) => {
        this.told.push(`patch ${name} ${JSON.stringify(body.spec)}`);
        const object = this.objects.get(name)!;
        this.objects.set(name, { ...object, spec: { ...object.spec, ...body.spec } });
        return Promise.resolve({ metadata: { name } });
      },
    };
    const call = <T>(_what: string, ask: () => Promise<T>) => ask();
    return { autoscaling, custom, call, namespace: 'space' } as unknown as Cluster;
  }

  #create({ body, dryRun }: Request) {
    const name = body.metadata!.name!;
    const { minReplicas, maxReplicas } = body.spec as { minReplicas: number; maxReplicas: number };
    this.told.push(`create ${name} ${minReplicas}-${maxReplicas}${dryRun ? ' (dry run)' : ''}`);
    if (this.objects.has(name)) return refuse(409);
    if (!dryRun) this.objects.set(name, body);
    return Promise.resolve(body);
  }

  #asSeen(name: string): PlainObject {
    const averageUtilization = this.seen.shift() ?? null;
    const resource = { name: 'cpu', current: averageUtilization === null ? {} : { averageUtilization } };
    return {
      metadata: { name, resourceVersion: '1' },
      spec: {},
      status: { currentMetrics: [{ type: 'Resource', resource }] },
    };
  }
}

function refuse(code: number): Promise<never> {
  return Promise.reject(new ApiException(code, 'no', {}, {}));
}
