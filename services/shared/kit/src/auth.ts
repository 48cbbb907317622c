import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { Problem } from './errors/problem.js';

/** Refuses every request that does not carry the token. Compared in constant time, so that answers tell nothing of it. */
export function requireToken(server: FastifyInstance, token: string): void {
  const expected = digest(`Bearer ${token}`);
  server.addHook('onRequest', (request, _reply, done) => {
    if (timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) done();
    else done(new Problem('UNAUTHORIZED', 'Send the token of this fleet: Authorization: Bearer <token>.'));
  });
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
