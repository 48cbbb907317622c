/** To the thread: the body of one export, which is the thread's from then on. */
export interface ExportOrder {
  readonly id: number;
  readonly body: Uint8Array;
}

/** From the thread: how an export ended, or what the SDK has to say of it. */
export type ExportNews =
  | { readonly type: 'ended'; readonly id: number; readonly error: string | undefined }
  | { readonly type: 'said'; readonly level: 'warn' | 'debug'; readonly message: string };
