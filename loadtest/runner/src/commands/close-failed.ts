/** Something that was to be stopped or put back in the end was not: said in any case, whatever else failed. */
export class CloseFailed extends AggregateError {
  override readonly name = 'CloseFailed';
  /** What was not closed, in words. */
  readonly unclosed: string;

  /** @param ran what the run itself failed with; absent where it ended well */
  constructor(errors: readonly unknown[], ran?: unknown) {
    const unclosed = errors.map(messageOf).join('\n');
    super(errors, ran === undefined ? unclosed : `${messageOf(ran)}\n${unclosed}`, { cause: ran });
    this.unclosed = unclosed;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
