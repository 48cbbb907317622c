/** Collects what was told, and lets a test wait for it. */
export class Messages {
  readonly all: string[] = [];
  readonly #waiting: { readonly pattern: RegExp; readonly resolve: (message: string) => void }[] = [];

  readonly tell = (message: string): void => {
    this.all.push(message);
    for (const { pattern, resolve } of this.#waiting) if (pattern.test(message)) resolve(message);
  };

  /** The first message that matches, told before or from now on. */
  async first(pattern: RegExp): Promise<string> {
    const told = this.all.find((message) => pattern.test(message));
    if (told !== undefined) return told;
    const { promise, resolve } = Promise.withResolvers<string>();
    this.#waiting.push({ pattern, resolve });
    return promise;
  }
}
