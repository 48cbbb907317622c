import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { envInteger, EXIT_UNUSABLE, loadConfig, serviceConfig } from './config.js';

afterEach(() => {
  jest.restoreAllMocks();
});

/** What loadConfig says before it ends the process. */
function refusalOf(env: Record<string, string>): string {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const exit = jest.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
  expect(() => loadConfig({ ...serviceConfig, THREADS: envInteger({ min: 1, max: 8, default: 2 }) }, env)).toThrow(
    `exit ${EXIT_UNUSABLE}`,
  );
  expect(exit).toHaveBeenCalledTimes(1);
  return String(write.mock.calls[0]![0]);
}

describe('the configuration', () => {
  it('has a default for everything, and takes an empty variable as not set', () => {
    const config = loadConfig(serviceConfig, { WORKERS: '' });
    expect(config).toMatchObject({ PORT: 8080, ADMIN_PORT: 9090, WORKERS: 1, LOG_LEVEL: 'info' });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('names every problem in one message, with what was found and what is expected', () => {
    const refusal = refusalOf({ WORKERS: '1.5', THREADS: '9', LOG_LEVEL: 'loud', UPSTREAM_URL: 'https://there' });
    expect(refusal).toContain('4 problem(s)');
    expect(refusal).toContain('WORKERS=1.5: expected a whole number from 1 to 256');
    expect(refusal).toContain('THREADS=9: expected a whole number from 1 to 8');
    expect(refusal).toContain('LOG_LEVEL=loud: expected one of fatal, error');
    expect(refusal).toContain('UPSTREAM_URL=https://there: expected an address such as http://127.0.0.1:8081');
  });

  it('shows no password that an address carries', () => {
    const refusal = refusalOf({ UPSTREAM_URL: 'https://user:secret@there/path' });
    expect(refusal).toContain('UPSTREAM_URL=https://***@there/path: expected an address');
  });
});
