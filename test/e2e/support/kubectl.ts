import { command } from './command.js';

/** As much of a Kubernetes object as is looked at here. */
export interface KubeObject<Spec = unknown, Status = unknown> {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly creationTimestamp: string;
    readonly deletionTimestamp?: string;
  };
  readonly spec: Spec;
  readonly status: Status;
}

export interface PodSpec {
  readonly containers: readonly { readonly name: string; readonly image: string }[];
}

export interface PodStatus {
  readonly phase: string;
  readonly podIP?: string;
  readonly conditions?: readonly {
    readonly type: string;
    readonly status: string;
    readonly lastTransitionTime: string;
  }[];
  readonly containerStatuses?: readonly {
    readonly restartCount: number;
    readonly state: { readonly running?: { readonly startedAt: string } };
  }[];
}

export type Pod = KubeObject<PodSpec, PodStatus>;

/** kubectl in one namespace. */
export class Kubectl {
  constructor(readonly namespace: string) {}

  run(...args: readonly string[]): Promise<string> {
    return command('kubectl', ['--namespace', this.namespace, ...args]);
  }

  apply(manifest: object): Promise<string> {
    return command('kubectl', ['--namespace', this.namespace, 'apply', '-f', '-'], JSON.stringify(manifest));
  }

  /** Objects of a kind, or of several with commas between; `selector` is a label selector. */
  async list<T extends KubeObject>(kinds: string, selector = ''): Promise<readonly T[]> {
    const list = await this.run('get', kinds, '--selector', selector, '--output', 'json');
    return (JSON.parse(list) as { items: T[] }).items;
  }

  async get<T extends KubeObject>(kind: string, name: string): Promise<T> {
    return JSON.parse(await this.run('get', kind, name, '--output', 'json')) as T;
  }

  /** Runs a program in a container that has it. */
  exec(pod: string, ...args: readonly string[]): Promise<string> {
    return this.run('exec', pod, '--', ...args);
  }

  /** Runs JavaScript in a pod of the fleet, whose image has Node and no curl. @returns what it printed */
  node(pod: string, script: string): Promise<string> {
    return this.exec(pod, 'node', '--input-type=module', '--eval', script);
  }
}

export function isReady({ status, metadata }: Pod): boolean {
  const ready = status.conditions?.find(({ type }) => type === 'Ready');
  return ready?.status === 'True' && metadata.deletionTimestamp === undefined;
}
