import { ApiException } from '@kubernetes/client-node';

/** What the API server says where it refuses: the message of its Status object. */
export function refusalOf(error: ApiException<unknown>): string {
  const { body } = error;
  const status = typeof body === 'string' ? parse(body) : body;
  const message = (status as { message?: unknown } | null)?.message;
  return typeof message === 'string' ? message : `status ${error.code}`;
}

export function isRefusedWith(code: number, error: unknown): error is ApiException<unknown> {
  return error instanceof ApiException && error.code === code;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
