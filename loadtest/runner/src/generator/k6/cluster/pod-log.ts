import { setTimeout } from 'node:timers/promises';
import { ApiException } from '@kubernetes/client-node';
import type { Response } from 'undici';
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

/** The API server begins to answer with the first line, so that silence alone says nothing about whether it is there. */
const LONGEST_SILENCE_MS = 10_000;
const BETWEEN_READS_MS = 250;

/**
 * Gives each line that a container writes, as it comes, until it has ended. Where the connection breaks the log is read again
 * from its beginning, past the lines that were given, so that none is missing and none comes twice.
 */
export async function followLog(cluster: Cluster, of: ContainerOfPod, following: Following): Promise<void> {
  const { signal, hasEnded, onLine } = following;
  for (let given = 0; !signal.aborted; await setTimeout(BETWEEN_READS_MS, undefined, { signal })) {
    const isOver = await hasEnded();
    const open = () => openLog(cluster, of, isOver, signal);
    const response = await cluster.call(`reading the log of pod ${of.pod}`, open, signal);
    try {
      let seen = 0;
      // It lasts as long as the container: nothing that waits for an answer may wait for this.
      for await (const line of wholeLines(response?.body ?? [])) {
        if (++seen <= given) continue;
        onLine(line);
        given = seen;
      }
    } catch {
      // What is missing is read the next time.
      signal.throwIfAborted();
      continue;
    }
    // One that had ended before it was read has no more to say.
    if (isOver) return;
  }
}

/** @returns undefined where the pod is gone, or has not said anything for a while */
async function openLog(
  cluster: Cluster,
  { pod, container }: ContainerOfPod,
  isOver: boolean,
  signal: AbortSignal,
): Promise<Response | undefined> {
  const path = `/api/v1/namespaces/${cluster.namespace}/pods/${pod}/log`;
  const query = { container, follow: String(!isOver) };
  if (isOver) return requestApi(cluster, path, { query, signal }).catch(noneWherePodIsGone);
  const silence = new AbortController();
  const timer = globalThis.setTimeout(() => silence.abort(), LONGEST_SILENCE_MS);
  try {
    return await requestApi(cluster, path, { query, signal: AbortSignal.any([signal, silence.signal]) });
  } catch (error) {
    if (silence.signal.aborted && !signal.aborted) return undefined;
    return noneWherePodIsGone(error);
  } finally {
    clearTimeout(timer);
  }
}

function noneWherePodIsGone(error: unknown): undefined {
  if (error instanceof ApiException && error.code === 404) return undefined;
  throw error;
}
