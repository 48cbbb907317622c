import { formatTimeLeft } from './time-left.js';

const REDRAW_MS = 500;
const PLAIN_LINE_MS = 5_000;
const ERASE_LINE = '\r\x1b[K';

type Stream = Pick<NodeJS.WriteStream, 'write'> & Partial<Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>>;

/** What goes on: one line that changes on a terminal, elsewhere a plain line every few seconds. */
export class ProgressDisplay {
  readonly #stream: Stream;
  readonly #timer: NodeJS.Timeout;
  #text = '';
  #endsAt: number | null = null;
  #written = '';

  constructor(stream: Stream) {
    this.#stream = stream;
    const draw = () => (this.#stream.isTTY ? this.#drawLive() : this.#drawPlain());
    this.#timer = setInterval(draw, stream.isTTY ? REDRAW_MS : PLAIN_LINE_MS).unref();
  }

  /** @param msLeft of the whole run, where it is known */
  show(text: string, msLeft: number | null = null): void {
    const isFirst = this.#text === '';
    this.#text = text;
    this.#endsAt = msLeft === null ? null : Date.now() + msLeft;
    if (this.#stream.isTTY) this.#drawLive();
    else if (isFirst) this.#drawPlain();
  }

  /** A line that stays. */
  note(message: string): void {
    this.#erase();
    this.#stream.write(`${message}\n`);
    if (this.#stream.isTTY) this.#drawLive();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#text = '';
    this.#erase();
  }

  /** Where room is short, what goes on is cut: the time left always stands. */
  #line(columns = Infinity): string {
    const timeLeft = this.#endsAt === null ? '' : ` · ${formatTimeLeft(this.#endsAt - Date.now())}`;
    return (shorten(this.#text, Math.max(0, columns - timeLeft.length)) + timeLeft).slice(0, columns);
  }

  /** No wider than the terminal: a line that wraps cannot be erased. */
  #drawLive() {
    if (this.#text === '') return;
    this.#stream.write(ERASE_LINE + this.#line((this.#stream.columns ?? 80) - 1));
  }

  #drawPlain() {
    const line = this.#line();
    if (line === '' || line === this.#written) return;
    this.#written = line;
    this.#stream.write(`${line}\n`);
  }

  #erase() {
    if (this.#stream.isTTY) this.#stream.write(ERASE_LINE);
  }
}

function shorten(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, Math.max(0, columns - 1)).trimEnd()}…`;
}
