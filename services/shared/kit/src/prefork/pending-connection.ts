import type { Socket } from 'node:net';
import { epochMs } from '../clock.js';

const HEAD_END = Buffer.from('\r\n\r\n');

export interface PendingEvents {
  /** Called once, when the request's head is here. */
  complete(): void;
  tooLarge(): void;
  /** Called when the client hangs up, or is refused. */
  gone(): void;
}

/**
 * A connection that the primary accepted. It is worth a slot only when its request has arrived: a client that says
 * nothing, or says it slowly, must not hold one.
 */
export class PendingConnection {
  readonly acceptedAt = epochMs();
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
    this.chunks.push(chunk);
    this.size += chunk.length;
    if (this.size > this.maxBytes) this.events.tooLarge();
    else if (!this.isComplete && Buffer.concat(this.chunks).includes(HEAD_END)) {
      this.isComplete = true;
      this.events.complete();
    }
  }
}
