import { request } from 'undici';
import type { Model } from '../experiment/plan.js';
import type { DeploymentSlots } from './target.js';

/** What a service says of itself at `GET /{model}`, as far as it is of use here. */
export interface ModelDescription {
  readonly pod: string;
  readonly limits: {
    readonly slots: DeploymentSlots;
    readonly settings: Readonly<Record<string, number | null>>;
  };
  readonly cpu: { readonly availableCores: number; readonly limitCores?: number | null };
}

/** A service that did not describe itself. */
export class NotDescribed extends Error {
  override readonly name = 'NotDescribed';

  constructor(
    message: string,
    /** Of its answer; null where there was none. */
    readonly status: number | null,
  ) {
    super(message);
  }
}

/**
 * Asks a service what it is.
 *
 * @throws NotDescribed where nobody answers, or not with that
 */
export async function readDescription(
  baseUrl: string,
  model: Model,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<ModelDescription> {
  const address = `${baseUrl}/${model}`;
  const { statusCode, body } = await request(address, { headers, signal }).catch((error: unknown) => {
    signal.throwIfAborted();
    const { code, message } = error as NodeJS.ErrnoException;
    throw new NotDescribed(`${address} cannot be reached (${code ?? message}).`, null);
  });
  const text = await body.text();
  if (statusCode !== 200) {
    throw new NotDescribed(`${address} answered ${statusCode}; expected 200 with its slots.`, statusCode);
  }
  const description = parse(text);
  if (description) return description;
  throw new NotDescribed(`${address} answered something else than what a service of fleetlab says of itself.`, 200);
}

function parse(text: string): ModelDescription | undefined {
  try {
    const description = JSON.parse(text) as ModelDescription;
    return typeof description.limits.slots.cpu === 'number' ? description : undefined;
  } catch {
    return undefined;
  }
}
