import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { diag } from '@opentelemetry/api';
import type { Logger } from 'pino';
import { closeWithin } from './close-within.js';
import { logDiagnostics } from './diagnostics.js';

const loggerTo = (lines: object[]) =>
  ({ warn: (line: object) => lines.push(line), debug: () => {} }) as unknown as Logger;

afterEach(() => {
  jest.useRealTimers();
  diag.disable();
});

describe('what the SDK says of itself', () => {
  it('is one warning a minute at most, which counts those left out', () => {
    jest.useFakeTimers();
    const lines: object[] = [];
    logDiagnostics(loggerTo(lines));
    for (const reason of ['first', 'second', 'third']) diag.error(reason);
    expect(lines).toEqual([{ reason: 'first' }]);
    jest.advanceTimersByTime(60_000);
    diag.warn('fourth');
    expect(lines.slice(1)).toEqual([{ reason: 'fourth', leftOut: 2 }]);
  });
});

describe('closing', () => {
  it('gives up on an export that never ends, within two seconds', async () => {
    jest.useFakeTimers();
    const lines: object[] = [];
    const closing = closeWithin({ shutdown: () => new Promise(() => {}) }, loggerTo(lines));
    jest.advanceTimersByTime(1999);
    await closing;
    expect(lines).toHaveLength(1);
  });

  it('does not reject where the last export fails', async () => {
    const lines: object[] = [];
    await closeWithin({ shutdown: () => Promise.reject(new Error('refused')) }, loggerTo(lines));
    expect(lines).toEqual([{ reason: 'Error: refused' }]);
  });
});
