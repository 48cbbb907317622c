import { Pool, type Dispatcher } from 'undici';
import { noAnswer, readAnswer, type Answer } from './answer.js';
import type { Call } from './calls.js';
import type { StartedTrace } from './traces.js';

/** A whole answer takes this long at most; a queue is asked to wait 60 s, and must be able to say that it did. */
const REQUEST_TIMEOUT_MS = 65_000;

export interface Answered {
  readonly answer: Answer;
  /** On the clock of performance.now(), read when the last byte came in. */
  readonly answeredAt: number;
  /** Of the trace that it started, as the service has it too; null where it started none. */
  readonly traceId: string | null;
}

export interface SenderOptions {
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Asked before each request for the trace that it is to start; by default none does. */
  readonly nextTrace?: () => StartedTrace | null;
}

/**
 * Sends requests over as many kept-alive connections as there are requests under way, so that none waits for another in here.
 * Latency is what the client sees, its own waiting for a connection included.
 */
export class Sender {
  readonly #pool: Pool;
  readonly #signal: AbortSignal;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #nextTrace: () => StartedTrace | null;
  readonly #abandon = () => void this.#pool.destroy();

  /** @param signal when aborted, connections end at once and requests under way end as failures */
  constructor(baseUrl: string, signal: AbortSignal, { headers = {}, nextTrace = () => null }: SenderOptions = {}) {
    this.#pool = new Pool(baseUrl, {
      pipelining: 1,
      connections: null,
      headersTimeout: REQUEST_TIMEOUT_MS,
      bodyTimeout: REQUEST_TIMEOUT_MS,
    });
    this.#headers = headers;
    this.#nextTrace = nextTrace;
    this.#signal = signal;
    signal.addEventListener('abort', this.#abandon, { once: true });
  }

  /** @param intendedAt when the schedule wanted it sent, on the clock of performance.now(): what the service counts waiting from */
  send(call: Call, intendedAt: number): Promise<Answered> {
    return new Promise((resolve) => {
      const trace = this.#nextTrace();
      const headers: Record<string, string> = {
        ...this.#headers,
        'x-request-start': `t=${(performance.timeOrigin + intendedAt).toFixed(3)}`,
      };
      if (trace) headers.traceparent = trace.traceparent;
      const handler = new AnswerHandler(call, trace?.traceId ?? null, resolve);
      this.#pool.dispatch({ method: 'GET', path: call.path, headers }, handler);
    });
  }

  async destroy(): Promise<void> {
    this.#signal.removeEventListener('abort', this.#abandon);
    await this.#pool.destroy();
  }
}

/** undici's own handler rather than its request(): half the CPU, and the generator shares its cores with what it measures. */
class AnswerHandler implements Dispatcher.DispatchHandler {
  readonly #call: Call;
  readonly #traceId: string | null;
  readonly #done: (answered: Answered) => void;
  readonly #chunks: Buffer[] = [];
  #status = 0;

  constructor(call: Call, traceId: string | null, done: (answered: Answered) => void) {
    this.#call = call;
    this.#traceId = traceId;
    this.#done = done;
  }

  onRequestStart(): void {}

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.#status = status;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const answeredAt = performance.now();
    const [only] = this.#chunks;
    const body = this.#chunks.length === 1 ? only! : Buffer.concat(this.#chunks);
    const answer = readAnswer(this.#status, body.toString(), this.#call.expected);
    // Something on the way, an ingress with traces of its own, may have started another.
    const traceId = answer.isRight && answer.traceId === this.#traceId ? this.#traceId : null;
    this.#done({ answer, answeredAt, traceId });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#done({ answer: noAnswer(error), answeredAt: performance.now(), traceId: null });
  }
}
