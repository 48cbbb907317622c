import { join } from 'node:path';
import { config, root } from '../config.js';
import { command } from './command.js';
import { isReady, type KubeObject, Kubectl, type Pod } from './kubectl.js';
import { until } from './until.js';

const CHART = join(root, 'charts/fleetlab');
const VALUES = 'test/e2e/values.yaml';

/** Chart values by their path: `{ 'services.threaded.threads': 4 }`. */
export type Settings = Readonly<Record<string, string | number | boolean | null>>;

/** One release of the chart. What an upgrade does not name goes back to what the tests begin with. */
export class Release {
  readonly kubectl: Kubectl;

  constructor(
    readonly name: string,
    readonly namespace: string,
    /** What this release always has, besides its values file. */
    private readonly own: Settings = {},
    /** What it begins with, from the root of the repository. */
    private readonly valuesFile = VALUES,
  ) {
    this.kubectl = new Kubectl(namespace);
  }

  /** Installs or upgrades, and resolves once every pod is ready and no old one is left. */
  async apply(settings: Settings = {}): Promise<void> {
    await this.helm('upgrade', '--install', this.name, CHART, '--wait', '--timeout', '3m', ...this.values(settings));
    await this.settled();
  }

  async rollback(): Promise<void> {
    await this.helm('rollback', this.name, '--wait', '--timeout', '3m');
    await this.settled();
  }

  async uninstall(): Promise<void> {
    await this.helm('uninstall', this.name, '--ignore-not-found', '--wait', '--timeout', '3m');
    await until(`pods of ${this.name} are gone`, async () => (await this.pods()).length === 0);
  }

  test(): Promise<string> {
    return this.helm('test', this.name, '--logs', '--timeout', '3m');
  }

  helm(...args: readonly string[]): Promise<string> {
    return command('helm', ['--namespace', this.namespace, ...args]);
  }

  /** Pods of one component, or of all but those of `helm test`. */
  pods(component?: string): Promise<readonly Pod[]> {
    return this.kubectl.list<Pod>('pods', this.selector(component));
  }

  async readyPods(component: string): Promise<readonly string[]> {
    return (await this.pods(component)).filter(isReady).map(({ metadata }) => metadata.name);
  }

  /** One ready pod of a component. */
  pod(component: string): Promise<string> {
    return until(`a pod of ${component} is ready`, async () => (await this.readyPods(component))[0]);
  }

  /** The one object of a kind that belongs to a component. */
  async objectOf<T extends KubeObject>(kind: string, component: string): Promise<T> {
    const [object] = await this.kubectl.list<T>(kind, this.selector(component));
    if (!object) throw new Error(`The release ${this.name} has no ${kind} of the component ${component}.`);
    return object;
  }

  selector(component?: string): string {
    const instance = `app.kubernetes.io/instance=${this.name}`;
    return component ? `${instance},app.kubernetes.io/component=${component}` : instance;
  }

  private async settled(): Promise<void> {
    await until(`no pod of ${this.name} is on its way in or out`, async () => (await this.pods()).every(isDone));
  }

  private values(settings: Settings): string[] {
    const image = settingsOfImage('image', config.image);
    const files = [join(root, this.valuesFile), ...(config.values ? [config.values] : [])].flatMap((file) => [
      '--values',
      file,
    ]);
    const all = Object.entries({ ...image, ...this.own, ...settings });
    return [...files, ...all.flatMap(([path, value]) => setting(path, value))];
  }
}

/** Tests of the chart end and stay as they are; a Job goes on by itself. */
function isDone(pod: Pod): boolean {
  const isOfJob = pod.metadata.labels?.['app.kubernetes.io/component'] === 'experiment';
  return isReady(pod) || isOfJob || pod.status.phase === 'Succeeded';
}

function setting(path: string, value: Settings[string]): string[] {
  return [typeof value === 'string' ? '--set-string' : '--set', `${path}=${value}`];
}

/**
 * Has the chart run an image by the name that the cluster knows it by.
 *
 * @param key of the values, such as `redis.image`
 */
export function settingsOfImage(key: string, image: string): Settings {
  const colon = image.lastIndexOf(':');
  if (colon <= image.lastIndexOf('/')) throw new Error(`The image ${image} has no tag: expected name:tag.`);
  return {
    [`${key}.registry`]: '',
    [`${key}.repository`]: image.slice(0, colon),
    [`${key}.tag`]: image.slice(colon + 1),
  };
}
