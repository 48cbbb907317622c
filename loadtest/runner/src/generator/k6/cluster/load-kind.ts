import type { V1OwnerReference } from '@kubernetes/client-node';
import type { K6Program } from '../find-k6.js';
import type { LoadName } from './labels.js';
import type { PackedScript } from './pack-script.js';

/** What a load is put on with: Jobs, or what makes them. */
export interface LoadKind {
  /** `k6 job grafana/k6:1.8.1` */
  readonly name: string;
  readonly parallelism: number;
  /** Whether somebody in each pod tells k6's CPU time. */
  readonly tellsCpu: boolean;
  /** Whether somebody else gives several k6 the word. */
  readonly isStartedByOthers: boolean;
  /** Makes what makes the pods, and says what that is; done twice it makes no more. */
  create(parts: LoadParts, signal: AbortSignal): Promise<V1OwnerReference[]>;
}

export interface LoadParts extends LoadName {
  readonly packed: PackedScript;
  /** What k6 and the script are told beside the headers. */
  readonly env: Readonly<Record<string, string>>;
  /** From its beginning to the end of its window. */
  readonly lengthMs: number;
}

export interface LoadOptions {
  readonly release: string;
  /** Of k6. */
  readonly image: string;
  /** How many k6 share each load. */
  readonly parallelism: number;
  /** Archives the scripts; without it they travel as they are. */
  readonly program?: K6Program;
}

export function nameOf(kind: string, { image, parallelism }: LoadOptions): string {
  return `k6 ${kind} ${image}${parallelism > 1 ? ` x ${parallelism}` : ''}`;
}
