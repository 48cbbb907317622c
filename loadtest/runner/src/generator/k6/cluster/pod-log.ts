import { ApiException } from '@kubernetes/client-node';
import { requestApi } from '../../../kubernetes/api-request.js';
import type { Cluster } from '../../../kubernetes/cluster.js';
import { wholeLines } from './whole-lines.js';

export interface ContainerOfPod {
  readonly pod: string;
  readonly container: string;
}

export interface Following {
  readonly onLine: (line: string) => void;
  /** Whether the container has ended: a stream ends with it, but also where a connection does. */
  readonly hasEnded: () => Promise<boolean>;
  readonly signal: AbortSignal;
}

/**
 * Gives each line that a container writes, as it comes, until it has ended. Where the connection breaks the log is read again
 * from its beginning, past the lines that were given, so that none is missing and none comes twice.
 */
export async function followLog(cluster: Cluster, of: ContainerOfPod, following: Following): Promise<void> {
  const { signal, hasEnded } = following;
  for (let given = 0; !signal.aborted;) {
    const isOver = await hasEnded();
    const read = async () => (given = await readFrom(given, cluster, of, { ...following, isOver }));
    await cluster.call(`reading the log of pod ${of.pod}`, read, signal);
    // One that had ended before it was read has no more to say.
    if (isOver) return;
  }
}

/** @returns how many lines were given in all, those before this time too */
async function readFrom(
  given: number,
  cluster: Cluster,
  { pod, container }: ContainerOfPod,
  { onLine, signal, isOver }: Following & { readonly isOver: boolean },
): Promise<number> {
  const path = `/api/v1/namespaces/${cluster.namespace}/pods/${pod}/log`;
  const query = { container, follow: String(!isOver) };
  const response = await requestApi(cluster, path, { query, signal }).catch(noneWherePodIsGone);
  if (!response?.body) return given;
  let seen = 0;
  try {
    for await (const line of wholeLines(response.body)) {
      if (++seen <= given) continue;
      onLine(line);
      given = seen;
    }
  } catch (error) {
    // What is missing is read the next time; a log that is over is asked for only once more.
    if (signal.aborted || isOver) throw error;
  }
  return given;
}

function noneWherePodIsGone(error: unknown): undefined {
  if (error instanceof ApiException && error.code === 404) return undefined;
  throw error;
}
