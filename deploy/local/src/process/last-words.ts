import { readableLine } from './readable-line.js';

const MAX_LINES = 20;
const MAX_LINE_LENGTH = 2_000;
/** Of a line that has not ended; longer than any log line. */
const MAX_UNFINISHED_LENGTH = 65_536;

/** The last lines that a process wrote, so that a failure can be told in its own words. Bounded in both directions. */
export class LastWords {
  readonly #lines: string[] = [];
  #unfinished = '';

  /** @param onLine told each line as it is complete */
  constructor(private readonly onLine: (line: string) => void) {}

  get lines(): readonly string[] {
    return this.#unfinished === '' ? this.#lines : [...this.#lines, this.#unfinished.slice(0, MAX_LINE_LENGTH)];
  }

  write(text: string): void {
    const parts = (this.#unfinished + text).split('\n');
    this.#unfinished = parts.pop()!.slice(0, MAX_UNFINISHED_LENGTH);
    for (const part of parts) this.#keep(readableLine(part.trimEnd()).slice(0, MAX_LINE_LENGTH));
  }

  #keep(line: string): void {
    if (line === '') return;
    this.#lines.push(line);
    if (this.#lines.length > MAX_LINES) this.#lines.shift();
    this.onLine(line);
  }
}
