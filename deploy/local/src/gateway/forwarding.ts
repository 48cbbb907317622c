import type { IncomingMessage, ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { Balancer } from './balancer.js';
import { responseHeaders } from './forwarded-headers.js';
import { answerProblem } from './gateway-problem.js';
import type { AttemptHandler, Replica } from './replica.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
/** How a connection dies that the other side closed while it was idle. */
const DEAD_CONNECTION = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/**
 * One request on its way: sent to a replica, its answer streamed back as it comes. It is sent again to another
 * replica where the connection was refused, and, if it is safe, once more where a connection that had carried requests
 * before died without a byte (as Go's transport does, and with it Traefik in the cluster).
 */
export class Forwarding implements AttemptHandler {
  isReusedConnection = false;
  readonly #options: Dispatcher.DispatchOptions;
  readonly #refused = new Set<Replica>();
  #replica: Replica | undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #isClientGone = false;
  #wasDeadConnection = false;
  #hasBody = false;

  constructor(
    private readonly request: IncomingMessage,
    private readonly response: ServerResponse,
    private readonly model: string,
    private readonly balancer: Balancer,
    target: { readonly path: string; readonly headers: string[] },
  ) {
    this.#options = { ...target, method: request.method!, body: hasBody(request) ? new PassThrough() : null };
    response.once('close', () => {
      if (response.writableFinished) return;
      this.#isClientGone = true;
      this.#controller?.abort(new Error('The client hung up.'));
    });
  }

  /** Sends it to the replica whose turn it is. */
  start(): void {
    this.#replica = this.balancer.take(this.#refused);
    if (this.#replica) this.#replica.send(this.#options, this);
    else answerProblem(this.response, 'NO_REPLICA', `No replica of ${this.model} is ready. Try again in a moment.`);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#isClientGone) return controller.abort(new Error('The client hung up.'));
    const { body } = this.#options;
    if (!(body instanceof PassThrough)) return;
    // Only now, so that nothing of the body is lost where the connection was refused before.
    this.request.pipe(body);
    // An answer may come before the whole body was read. What is left of it is thrown away, the connection stays usable.
    body.once('close', () => this.request.resume());
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, _headers: object, reason?: string): void {
    // 1xx is between this gateway and the replica.
    if (status < 200) return;
    this.response.writeHead(status, reason ?? '', responseHeaders(controller.rawHeaders as Buffer[]));
    // Without this the headers would wait for the first byte of the body, which most often is here already.
    process.nextTick(() => this.#hasBody || this.response.flushHeaders());
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#hasBody = true;
    if (this.response.write(chunk)) return;
    controller.pause();
    this.response.once('drain', () => controller.resume());
  }

  onResponseEnd(): void {
    this.#hasBody = true;
    this.response.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: NodeJS.ErrnoException): void {
    if (this.#isClientGone) return;
    if (error.code === 'ECONNREFUSED') return this.#tryAnother(error);
    if (this.#mayTryAgain(error)) {
      this.#wasDeadConnection = true;
      // Only after the ends of other idle connections have been seen too, so as not to take the next dead one.
      setImmediate(() => this.#isClientGone || this.start());
      return;
    }
    const where = `The replica of ${this.model} at ${this.#replica!.origin}`;
    answerProblem(this.response, 'UPSTREAM_FAILED', `${where} did not answer to the end: ${error.message}.`);
  }

  #tryAnother(error: Error): void {
    this.#refused.add(this.#replica!);
    this.#replica = this.balancer.take(this.#refused);
    if (this.#replica) return this.#replica.send(this.#options, this);
    answerProblem(this.response, 'UPSTREAM_FAILED', `No replica of ${this.model} takes connections: ${error.message}.`);
  }

  #mayTryAgain({ code = '' }: NodeJS.ErrnoException): boolean {
    if (!this.isReusedConnection || this.#wasDeadConnection || this.response.headersSent) return false;
    return DEAD_CONNECTION.has(code) && SAFE_METHODS.has(this.#options.method) && this.#options.body === null;
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
