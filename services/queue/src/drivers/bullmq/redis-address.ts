import type { RedisOptions } from 'ioredis';

const DEFAULT_PORT = 6379;

/** Where Redis is, and who asks. */
export type RedisAddress = Pick<RedisOptions, 'host' | 'port' | 'db' | 'username' | 'password' | 'tls'>;

/**
 * What a connection needs of an address such as `rediss://user:password@host:6380/2`.
 *
 * @param password wins over the one in the address
 */
export function readRedisAddress(address: string, password?: string): RedisAddress {
  const url = new URL(address);
  const given = password ?? decodeURIComponent(url.password);
  return {
    // An IPv6 address has brackets only inside of a URL.
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || DEFAULT_PORT),
    db: Number(url.pathname.slice(1)),
    ...(url.username !== '' && { username: decodeURIComponent(url.username) }),
    ...(given !== '' && { password: given }),
    ...(url.protocol === 'rediss:' && { tls: {} }),
  };
}
