export interface UpstreamFailure {
  readonly kind: 'failed' | 'timeout';
  readonly message: string;
  /** What the upstream answered, where it did. */
  readonly status?: number;
}

/** The upstream did not do its part. It names no host, so that it may be shown to a client. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly kind: UpstreamFailure['kind'];
  readonly status: number | undefined;

  constructor({ kind, message, status }: UpstreamFailure) {
    // The cause repeats the facts because structured clone keeps it, while it drops the class and its own fields.
    super(message, { cause: { upstream: kind, status } });
    this.kind = kind;
    this.status = status;
  }

  /** For what sends an error as JSON between processes, where its message and cause would be lost. */
  toJSON(): object {
    return { name: this.name, message: this.message, stack: this.stack, cause: this.cause };
  }
}
