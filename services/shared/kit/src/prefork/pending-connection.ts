import type { Socket } from 'node:net';
import { epochMs } from '../clock.js';

/** As long as Node's own limit on a request's headers: more is the worker's to refuse. */
const MAX_HEAD_BYTES = 16_384;
const HEAD_END = Buffer.from('\r\n\r\n');

/**
 * A connection that the primary accepted. It is worth a slot only when its request has arrived: a client that says
 * nothing, or says it slowly, must not hold one.
 */
export class PendingConnection {
  readonly acceptedAt = epochMs();
  private readonly chunks: Buffer[] = [];
  private size = 0;
  private isComplete = false;

  /**
   * @param onComplete called once, when the request's head is here or too large to be one
   * @param onGone called when the client hangs up before it was handed over
   */
  constructor(
    private readonly socket: Socket,
    onComplete: (connection: PendingConnection) => void,
    onGone: (connection: PendingConnection) => void,
  ) {
    socket.on('data', (chunk: Buffer) => {
      this.chunks.push(chunk);
      this.size += chunk.length;
      if (this.isComplete || !this.hasHead()) return;
      this.isComplete = true;
      onComplete(this);
    });
    socket.on('error', () => socket.destroy());
    socket.on('end', () => socket.destroy());
    socket.on('close', () => onGone(this));
  }

  /** Gives up on a client that did not send its request in time. */
  refuse(answer: string): void {
    this.socket.end(answer);
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

  private hasHead(): boolean {
    return this.size >= MAX_HEAD_BYTES || Buffer.concat(this.chunks).includes(HEAD_END);
  }
}
