import { describe, expect, it } from '@jest/globals';
import { readRedisAddress } from './redis-address.js';

describe("Redis' address", () => {
  it('needs no more than a host', () => {
    expect(readRedisAddress('redis://redis')).toEqual({ host: 'redis', port: 6379, db: 0 });
  });

  it('can say all that a connection needs', () => {
    const address = readRedisAddress('rediss://queue:p%40ss%25@[::1]:6380/2');
    expect(address).toEqual({ host: '::1', port: 6380, db: 2, username: 'queue', password: 'p@ss%', tls: {} });
  });

  it('gives way to a password of its own, whatever that is made of', () => {
    expect(readRedisAddress('redis://:old@redis', 'a/b%25@')).toMatchObject({ password: 'a/b%25@' });
  });
});
