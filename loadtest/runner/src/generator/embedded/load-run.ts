import type { Load } from '../../experiment/plan.js';
import type { LoadOrder } from '../generator.js';
import type { Call } from './calls.js';
import type { Sender } from './sender.js';

/** How requests go out, whatever the load. */
export interface Connection {
  readonly sender: Sender;
  readonly nextCall: () => Call;
  /** When aborted, requests under way end as failures; loads come to an end by themselves and their figures are thrown away. */
  readonly signal: AbortSignal;
}

export interface LoadRun<Kind extends Load['kind']> extends Connection {
  readonly order: LoadOrder;
  readonly load: Extract<Load, { readonly kind: Kind }>;
}
