import type { Socket } from 'node:net';
import { epochMs } from '../clock.js';
import { Problem } from '../errors/problem.js';

const HEAD_END = Buffer.from('\r\n\r\n');
const CHUNKED = /\r\ntransfer-encoding:/i;
/** What it means, and whether it is one, is for the worker's parser to say; here it is how long to wait. */
const CONTENT_LENGTH = /\r\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r\n/i;

const TOO_LARGE = new Problem('PAYLOAD_TOO_LARGE', 'The body is larger than any request here may have.');
const NO_LENGTH = new Problem('INVALID_BODY', 'The body has no length. Send it with a Content-Length.');

export interface PendingEvents {
  /** Called once, when the whole request is here. */
  complete(): void;
  /** Called when the request is one that cannot wait here. */
  refused(problem: Problem): void;
  /** Called when the client hangs up, or is refused. */
  gone(): void;
}

/**
 * A connection that the primary accepted. It is worth a slot only when its request has arrived: a client that says
 * nothing, or says it slowly, must not hold one.
 */
export class PendingConnection {
  /** When the first byte of its request came: a connection may be opened long before it is used. */
  arrivedAt = 0;
  private readonly chunks: Buffer[] = [];
  private size = 0;
  private isComplete = false;

  /** @param maxBytes how much is read before the connection is handed over */
  constructor(
    private readonly socket: Socket,
    private readonly maxBytes: number,
    private readonly events: PendingEvents,
  ) {
    socket.on('data', (chunk: Buffer) => this.read(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('end', () => socket.destroy());
    socket.on('close', () => events.gone());
  }

  /** Answers and closes, instead of being handed over. */
  refuse(answer: string): void {
    this.socket.removeAllListeners('data').resume();
    this.socket.end(answer);
    this.socket.destroySoon();
    this.events.gone();
  }

  get hasRequest(): boolean {
    return this.isComplete;
  }

  /**
   * Stops reading and lets go of the socket.
   *
   * @returns the socket and, as latin1, what was read of it
   */
  detach(): { socket: Socket; head: string } {
    const { socket } = this;
    socket.removeAllListeners('data').removeAllListeners('end').removeAllListeners('close');
    socket.pause();
    // pause() only stops the stream. The handle would go on reading into this process what is the worker's.
    (socket as unknown as { _handle: { readStop(): void } | null })._handle?.readStop();
    return { socket, head: Buffer.concat(this.chunks).toString('latin1') };
  }

  private read(chunk: Buffer): void {
    this.arrivedAt ||= epochMs();
    this.chunks.push(chunk);
    this.size += chunk.length;
    if (this.size > this.maxBytes) this.events.refused(TOO_LARGE);
    else if (!this.isComplete && this.hasWholeRequest()) {
      this.isComplete = true;
      this.events.complete();
    }
  }

  private hasWholeRequest(): boolean {
    const received = Buffer.concat(this.chunks);
    const headEnd = received.indexOf(HEAD_END);
    if (headEnd < 0) return false;
    const head = received.toString('latin1', 0, headEnd + 2);
    if (CHUNKED.test(head)) {
      this.events.refused(NO_LENGTH);
      return false;
    }
    return received.length >= headEnd + HEAD_END.length + Number(CONTENT_LENGTH.exec(head)?.[1] ?? 0);
  }
}
