import { isRefusedWith } from '../../../kubernetes/refusal.js';

/** A creation that does no harm when it is done again: an answer may have been lost on the way. */
export function unlessThere(create: () => Promise<unknown>): () => Promise<void> {
  return async () => {
    await create().catch((error: unknown) => {
      if (!isRefusedWith(409, error)) throw error;
    });
  };
}

/** The same, where what is there matters. */
export function elseRead<T>(create: () => Promise<T>, read: () => Promise<T>): () => Promise<T> {
  return () =>
    create().catch((error: unknown) => (isRefusedWith(409, error) ? read() : Promise.reject(error as Error)));
}

/** The same of a deletion. */
export function unlessGone<T>(ask: () => Promise<T>): () => Promise<T | undefined> {
  return unlessRefusedWith([404], ask);
}

/** Of a kind that the cluster may not have. Who may do little is refused before anyone looks whether it has. */
export function whereThereIsSuch<T>(ask: () => Promise<T>): () => Promise<T | undefined> {
  return unlessRefusedWith([404, 403], ask);
}

function unlessRefusedWith<T>(codes: readonly number[], ask: () => Promise<T>): () => Promise<T | undefined> {
  return async () => {
    try {
      return await ask();
    } catch (error) {
      if (codes.some((code) => isRefusedWith(code, error))) return undefined;
      throw error;
    }
  };
}
