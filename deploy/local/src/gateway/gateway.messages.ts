/** Every message between the supervisor and the gateway process, besides that the gateway is ready. */

/** Where the ready replicas of each model are: `{ threaded: ['http://127.0.0.1:4001'] }`. A model without any is named too. */
export type Routes = Readonly<Record<string, readonly string[]>>;

export type ToGateway =
  /** Open a listener under this id; port 0 takes any free one. Answered by `listening` or `refused`. */
  | { readonly type: 'listen'; readonly id: number; readonly port: number; readonly routes: Routes }
  /** From now on these are the replicas. */
  | { readonly type: 'route'; readonly id: number; readonly routes: Routes }
  /** Take no more connections, finish what is in flight. Answered by `closed`. */
  | { readonly type: 'close'; readonly id: number };

export type FromGateway =
  | { readonly type: 'listening'; readonly id: number; readonly port: number }
  | { readonly type: 'refused'; readonly id: number; readonly code: string }
  | { readonly type: 'closed'; readonly id: number };
