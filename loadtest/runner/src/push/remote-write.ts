import type { Sample } from './sample.js';
import { encodeWriteRequest } from './write-request.js';

/** What came of one push. A refused one would be refused again: something is wrong with the samples, or with the address. */
export type Delivery =
  { readonly state: 'arrived' } | { readonly state: 'failed' | 'refused'; readonly reason: string };

const REFUSALS = [400, 404, 405];
/** Of an address that takes no remote writes. */
const HINT =
  'is it the address of a Prometheus with /api/v1/write behind it, started with --web.enable-remote-write-receiver?';

/** A server that takes Prometheus remote write 1.0. */
export class RemoteWrite {
  /** Without the password that the given address may carry. */
  readonly shownUrl: string;
  /** Whether the given address carries one. */
  readonly hasPassword: boolean;
  readonly #url: URL;
  readonly #headers: Record<string, string> = {
    'content-type': 'application/x-protobuf',
    'content-encoding': 'snappy',
    'x-prometheus-remote-write-version': '0.1.0',
    'user-agent': 'fleetlab',
  };

  /** @param url http or https; a name and a password in it are sent as basic authentication */
  constructor(url: string) {
    this.#url = new URL(url);
    const { username, password } = this.#url;
    this.hasPassword = username !== '' || password !== '';
    if (username !== '') {
      const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
      this.#headers.authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
    }
    this.#url.username = this.#url.password = '';
    this.shownUrl = this.#url.href;
  }

  /** Never rejects. */
  async write(samples: readonly Sample[], signal: AbortSignal): Promise<Delivery> {
    try {
      const body = encodeWriteRequest(samples);
      const response = await fetch(this.#url, { method: 'POST', headers: this.#headers, body, signal });
      const answer = (await response.text()).trim();
      if (response.ok) return { state: 'arrived' };
      const { status } = response;
      const words = `it answered ${[status, firstLine(answer)].filter(Boolean).join(' ')}`;
      const reason = status === 404 || status === 405 ? `${words}; ${HINT}` : words;
      return { state: REFUSALS.includes(status) ? 'refused' : 'failed', reason };
    } catch (error) {
      return { state: 'failed', reason: reasonOf(error as Error) };
    }
  }
}

/** What fetch says itself is only that it failed. */
function reasonOf(error: Error): string {
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'it did not answer in time';
  const cause = error.cause as NodeJS.ErrnoException | undefined;
  return cause?.code ?? cause?.message ?? error.message;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]!.slice(0, 200);
}
