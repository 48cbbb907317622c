import { describe, expect, it } from '@jest/globals';
import type { V1Deployment, V1Pod } from '@kubernetes/client-node';
import { TrialBroken } from '../../trial/trial-broken.js';
import { untilRolledOut, type Told, type Watched } from './rollout.js';

const never = new AbortController().signal;
const LABELS = { 'app.kubernetes.io/component': 'threaded' };
const THREADS = ['spec', 'containers', { name: 'threaded' }, 'env', { name: 'THREADS' }] as const;
const TOLD: Told = {
  component: 'threaded',
  name: 'lab-threaded',
  generation: 2,
  replicas: 1,
  ofPods: [{ path: THREADS, value: { name: 'THREADS', value: '8' } }],
};

const deployment = (generation: number): V1Deployment => ({
  metadata: { name: 'lab-threaded', generation },
  status: { observedGeneration: generation, replicas: 1, updatedReplicas: 1, readyReplicas: 1 },
});
const pod = (name: string, threads: string, more: Partial<V1Pod> = {}): V1Pod => ({
  metadata: { name, uid: name, labels: LABELS },
  spec: { containers: [{ name: 'threaded', env: [{ name: 'THREADS', value: threads }] }] },
  status: { conditions: [{ type: 'Ready', status: 'True' }] },
  ...more,
});

describe('a rollout', () => {
  it('is over when the one new pod is ready and the old one gone, whatever is told first', async () => {
    const seen = new Seen([deployment(1)], [pod('old', '4')]);
    const { state } = seen.wait();
    // The Deployment is told to be done while the old pod still looks well.
    await seen.tell([deployment(2)], [pod('old', '4')]);
    expect(state()).toBe('waiting');
    await seen.tell([deployment(2)], [pod('old', '4'), pod('new', '8')]);
    expect(state()).toBe('waiting');
    await seen.tell([deployment(2)], [pod('new', '8', { status: {} })]);
    expect(state()).toBe('waiting');
    await seen.tell([deployment(2)], [pod('new', '8')]);
    expect(state()).toBe('done');
  });

  it('breaks the trial as soon as the kubelet says that a pod will not start', async () => {
    const seen = new Seen([deployment(2)], []);
    const { promise } = seen.wait();
    const state = { waiting: { reason: 'ErrImagePull', message: 'no such image' } };
    const containerStatuses = [
      { name: 'threaded', state, image: '', imageID: '', ready: false, restartCount: 0, started: false },
    ];
    const broken = expect(promise).rejects.toThrow('Pod new: ErrImagePull of threaded: no such image.');
    await seen.tell([deployment(2)], [pod('new', '8', { status: { containerStatuses } })]);
    await broken;
    await expect(promise).rejects.toBeInstanceOf(TrialBroken);
  });

  it('is not waited for once the run is interrupted', async () => {
    const controller = new AbortController();
    const { promise } = new Seen([deployment(1)], []).wait(controller.signal);
    controller.abort(new Error('enough'));
    await expect(promise).rejects.toThrow('enough');
  });
});

/** What is known of a release. */
class Seen {
  #listeners = new Set<() => void>();

  constructor(
    private deployments: readonly V1Deployment[],
    private pods: readonly V1Pod[],
  ) {}

  wait(signal = never): { promise: Promise<void>; state: () => string } {
    const onChange = (listener: () => void) => {
      this.#listeners.add(listener);
      return () => this.#listeners.delete(listener);
    };
    const list = (items: () => readonly unknown[]) => Object.defineProperty({ onChange }, 'items', { get: items });
    const watched = { deployments: list(() => this.deployments), pods: list(() => this.pods) };
    const promise = untilRolledOut([TOLD], watched as unknown as Watched, signal);
    let state = 'waiting';
    promise.then(
      () => (state = 'done'),
      () => (state = 'broken'),
    );
    return { promise, state: () => state };
  }

  async tell(deployments: readonly V1Deployment[], pods: readonly V1Pod[]): Promise<void> {
    [this.deployments, this.pods] = [deployments, pods];
    for (const listener of [...this.#listeners]) listener();
    await new Promise(setImmediate);
  }
}
