import { Agent, get, type IncomingMessage } from 'node:http';
import { urlToHttpOptions } from 'node:url';
import type { RunTracing } from '../trace/trace-context.js';
import { type OpenCall, openCall } from '../trace/upstream-call.js';
import { UpstreamError } from './upstream.error.js';

export interface UpstreamOptions {
  /** Where the upstream is, for instance http://127.0.0.1:8081. */
  readonly url: string;
  /** How long one call may take in all. */
  readonly timeoutMs: number;
}

/** Asks the upstream for one delay and resolves with the milliseconds it says it took. Rejects with an UpstreamError. */
export type DelayCall = (ms: number, trace?: RunTracing) => Promise<number>;

export function createDelayCall({ url, timeoutMs }: UpstreamOptions): DelayCall {
  const { origin } = new URL(url);
  const { protocol, hostname, port, path: prefix } = urlToHttpOptions(new URL(url));
  const path = `${prefix?.replace(/\/$/, '')}/delay?ms=`;
  const keepAlive = new Agent({ keepAlive: true });

  function send(ms: number, { agent, deadline, trace, attempt }: Sending): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const open = trace && openCall(trace, `${origin}${path}${ms}`, attempt);
    const call = get({ protocol, hostname, port, path: path + ms, agent, ...(open && { headers: open.headers }) });
    const timer = setTimeout(() => {
      const timedOut = timeout(timeoutMs);
      open?.end({ error: timedOut.kind });
      reject(timedOut);
      call.destroy(timedOut);
    }, deadline - performance.now());
    call.on('response', (response) => {
      const reading = readDelay(response, ms);
      if (open) noteAnswer(open, response, reading);
      void reading.then(resolve, reject);
    });
    call.on('error', (error) => {
      if (error instanceof UpstreamError) return;
      open?.end({ error: codeOf(error) });
      // A thread that was held for long did not see the upstream close its idle connection: that is no failure yet.
      const isStale = agent && call.reusedSocket && isClosed(error);
      if (isStale) resolve(send(ms, { agent: false, deadline, trace, attempt: attempt + 1 }));
      else reject(failed(`could not be reached (${codeOf(error)})`));
    });
    return promise.finally(() => clearTimeout(timer));
  }

  return (ms, trace) => send(ms, { agent: keepAlive, deadline: performance.now() + timeoutMs, trace, attempt: 0 });
}

interface Sending {
  readonly agent: Agent | false;
  readonly deadline: number;
  readonly trace: RunTracing | undefined;
  /** How often the same was sent before. */
  readonly attempt: number;
}

function noteAnswer(open: OpenCall, { statusCode: status }: IncomingMessage, reading: Promise<number>): void {
  const answered = status === undefined ? {} : { status };
  reading.then(
    () => open.end(answered),
    () => open.end({ ...answered, error: status === 200 ? 'invalid_answer' : String(status) }),
  );
}

async function readDelay(response: IncomingMessage, ms: number): Promise<number> {
  const body = await readText(response);
  if (response.statusCode !== 200) throw failed(`answered ${response.statusCode}`, response.statusCode);
  if (delayIn(body) !== ms) throw failed(`answered something else than a delay of ${ms} ms`, response.statusCode);
  return ms;
}

function readText(response: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let body = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => (body += chunk));
    response.on('end', () => resolve(body));
    response.on('error', (error) => reject(failed(`broke off its answer (${codeOf(error)})`, response.statusCode)));
  });
}

function delayIn(body: string): unknown {
  try {
    return (JSON.parse(body) as { ms?: unknown } | null)?.ms;
  } catch {
    return undefined;
  }
}

function timeout(timeoutMs: number): UpstreamError {
  return new UpstreamError({ kind: 'timeout', message: `The upstream did not answer within ${timeoutMs} ms.` });
}

function failed(what: string, status?: number): UpstreamError {
  return new UpstreamError({ kind: 'failed', message: `The upstream ${what}.`, status });
}

function isClosed(error: NodeJS.ErrnoException): boolean {
  return error.code === 'ECONNRESET' || error.code === 'EPIPE';
}

function codeOf(error: NodeJS.ErrnoException): string {
  return error.code ?? error.message;
}
