import {
  ApiException,
  AppsV1Api,
  AutoscalingV2Api,
  BatchV1Api,
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  NetworkingV1Api,
} from '@kubernetes/client-node';
import { UsageError } from '../usage-error.js';
import { refusalOf } from './refusal.js';
import { retryWhileUnreachable, type Outage } from './retry.js';

export interface ClusterOptions {
  /** Of the kubeconfig; its current one where absent. */
  readonly context?: string;
  /** That of the context, else `default`, where absent. */
  readonly namespace?: string;
  /** Told in words when the API server cannot be reached, and when it can again. */
  readonly onNote: (message: string) => void;
}

/** One namespace of a cluster, as kubectl with the same kubeconfig would see it. */
export class Cluster {
  readonly core: CoreV1Api;
  readonly apps: AppsV1Api;
  readonly batch: BatchV1Api;
  readonly autoscaling: AutoscalingV2Api;
  readonly networking: NetworkingV1Api;
  readonly custom: CustomObjectsApi;
  readonly #outage: Outage = { isToldOf: false };

  constructor(
    readonly config: KubeConfig,
    readonly context: string,
    readonly namespace: string,
    private readonly onNote: (message: string) => void,
  ) {
    this.core = config.makeApiClient(CoreV1Api);
    this.apps = config.makeApiClient(AppsV1Api);
    this.batch = config.makeApiClient(BatchV1Api);
    this.autoscaling = config.makeApiClient(AutoscalingV2Api);
    this.networking = config.makeApiClient(NetworkingV1Api);
    this.custom = config.makeApiClient(CustomObjectsApi);
  }

  /**
   * Asks the API server, again and again for a minute while it cannot be reached. What is asked must do no harm when it is
   * done twice: an answer may have been lost on the way.
   *
   * @param what is done, for messages: `reading the Deployment fleetlab-threaded`
   * @throws ApiException where it refuses; Unreachable where it was not there for a minute
   */
  async call<T>(what: string, ask: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    try {
      return await retryWhileUnreachable(what, ask, { onNote: this.onNote, signal, outage: this.#outage });
    } catch (error) {
      // Its own message is all of the answer, over several lines.
      if (error instanceof ApiException) error.message = `${what} was refused (${error.code}): ${refusalOf(error)}`;
      throw error;
    }
  }
}

/** What the client makes up where it finds none. */
const WITHOUT_KUBECONFIG = 'loaded-context';

/** @throws UsageError where the kubeconfig has no such context, or there is none */
export function connectCluster({ context, namespace, onNote }: ClusterOptions): Cluster {
  const config = readKubeconfig();
  if (context !== undefined) useContext(config, context);
  const current = config.getContextObject(config.getCurrentContext());
  if (!current || !config.getCurrentCluster() || current.name === WITHOUT_KUBECONFIG) {
    throw new UsageError(
      'There is no kubeconfig to find a cluster with: set KUBECONFIG, or make one with your cluster tool.',
    );
  }
  return new Cluster(config, current.name, namespace ?? current.namespace ?? 'default', onNote);
}

/** @throws UsageError where it is said where it is and it cannot be read there */
function readKubeconfig(): KubeConfig {
  const config = new KubeConfig();
  try {
    config.loadFromDefault();
    return config;
  } catch (error) {
    throw new UsageError(`The kubeconfig cannot be read: ${(error as Error).message}. KUBECONFIG says where it is.`);
  }
}

function useContext(config: KubeConfig, context: string): void {
  const names = config.getContexts().map(({ name }) => name);
  if (names.includes(context)) return config.setCurrentContext(context);
  throw new UsageError(`The kubeconfig has no context '${context}'; it has ${names.join(', ') || 'none'}.`);
}
