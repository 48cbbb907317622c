import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { inheritedEnvironment } from './config.js';

describe('the level of the logs of a fleet', () => {
  const before = { ...process.env };
  beforeEach(() => {
    delete process.env.LOG_LEVEL;
    delete process.env.LOG_REQUESTS;
  });
  afterEach(() => void (process.env = { ...before }));

  it('is that of warnings, or of requests where these are asked for', () => {
    expect(inheritedEnvironment(true).LOG_LEVEL).toBe('warn');
    process.env.LOG_REQUESTS = 'on';
    expect(inheritedEnvironment(true).LOG_LEVEL).toBe('info');
    expect(inheritedEnvironment(false).LOG_LEVEL).toBe('warn');
  });

  it('is the one given', () => {
    Object.assign(process.env, { LOG_REQUESTS: 'on', LOG_LEVEL: 'error' });
    expect(inheritedEnvironment(true).LOG_LEVEL).toBe('error');
  });
});
