import type { Cluster } from '../../../kubernetes/cluster.js';
import { TrialBroken } from '../../../trial/trial-broken.js';
import type { CpuReading, RunningK6 } from '../k6-way.js';
import { InstanceLog } from '../samples/instance-log.js';
import { CPU_CONTAINER, K6_CONTAINER } from './job-manifest.js';
import { K6Failed, listPods, type PodsOfLoad, untilEnded } from './k6-pods.js';
import { followLog } from './pod-log.js';
import { endOf } from './pod-state.js';
import { readCpuLine } from './watch-cpu.js';

export interface LoadInPods extends PodsOfLoad {
  /** Whether somebody in each pod tells k6's CPU time. */
  readonly tellsCpu: boolean;
  /** Done once all have ended well. */
  readonly afterwards: () => Promise<void>;
  /** Leaves nothing of it. */
  readonly remove: () => Promise<void>;
}

/** What k6 said last comes within this time of its end. */
const LAST_WORDS_MS = 3_000;

/** One k6 or several in pods of their own. */
export class RunningPods implements RunningK6 {
  readonly logs: readonly InstanceLog[];
  readonly ended: Promise<void>;
  readonly #readings: (CpuReading | null)[];
  readonly #stopped = new AbortController();

  constructor(
    private readonly cluster: Cluster,
    private readonly load: LoadInPods,
    private readonly pods: readonly string[],
    signal: AbortSignal,
  ) {
    this.logs = pods.map((pod) => new InstanceLog(pods.length === 1 ? 'k6' : `k6 in pod ${pod}`));
    this.#readings = pods.map(() => null);
    this.ended = this.#untilEnded(AbortSignal.any([signal, this.#stopped.signal]));
    this.ended.catch(() => undefined);
  }

  cpu(): Promise<readonly (CpuReading | null)[]> {
    return Promise.resolve([...this.#readings]);
  }

  async stop(): Promise<void> {
    this.#stopped.abort(new TrialBroken('k6 was stopped.'));
    await this.load.remove();
  }

  async #untilEnded(signal: AbortSignal): Promise<void> {
    const reading = Promise.all(this.pods.map((pod, index) => this.#follow(pod, index, signal)));
    reading.catch(() => undefined);
    try {
      await Promise.race([untilEnded(this.cluster, this.load, this.pods, signal), reading.then(() => never)]);
    } catch (error) {
      if (!(error instanceof K6Failed)) throw error;
      await Promise.race([reading.catch(() => undefined), after(LAST_WORDS_MS)]);
      throw new TrialBroken(`${error.message} ${this.logs[this.pods.indexOf(error.pod)]!.lastWords}`.trimEnd());
    }
    await reading;
    await this.load.afterwards();
  }

  async #follow(pod: string, index: number, signal: AbortSignal): Promise<void> {
    const log = this.logs[index]!;
    const hasEnded = async () => {
      const pods = await listPods(this.cluster, this.load, signal);
      const found = pods.find(({ metadata }) => metadata?.name === pod);
      return !found || endOf(found) !== undefined;
    };
    if (this.load.tellsCpu) {
      const onLine = (line: string) => (this.#readings[index] = readCpuLine(line) ?? this.#readings[index]!);
      // How busy k6 was is worth knowing, and no reason to give a trial up.
      void followLog(this.cluster, { pod, container: CPU_CONTAINER }, { onLine, hasEnded, signal }).catch(
        () => undefined,
      );
    }
    const onLine = (line: string) => log.add(line);
    await followLog(this.cluster, { pod, container: K6_CONTAINER }, { onLine, hasEnded, signal });
  }
}

const never = new Promise<never>(() => undefined);

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
