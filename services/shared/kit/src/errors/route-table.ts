import type { FastifyInstance } from 'fastify';

interface Route {
  readonly method: string;
  readonly segments: readonly string[];
}

const tables = new WeakMap<FastifyInstance, Route[]>();

/** Remembers every route from here on, so that a wrong method can be told from a wrong path. */
export function rememberRoutes(server: FastifyInstance): void {
  const routes: Route[] = [];
  tables.set(server, routes);
  server.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) routes.push({ method: each, segments: url.split('/') });
  });
}

/** Methods that have a route at this path, in the order of the alphabet. */
export function allowedMethods(server: FastifyInstance, path: string): string[] {
  const asked = path.split('/');
  const matching = (tables.get(server) ?? []).filter(({ segments }) => matches(segments, asked));
  return [...new Set(matching.map(({ method }) => method))].sort();
}

function matches(segments: readonly string[], asked: readonly string[]): boolean {
  return (
    segments.length === asked.length &&
    segments.every((segment, i) => (segment.startsWith(':') ? asked[i] !== '' : segment === asked[i]))
  );
}
