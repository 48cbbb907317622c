import type { IncomingMessage } from 'node:http';

/**
 * What belongs to one connection only (RFC 9110, 7.6.1), besides what its Connection header names. Expect is answered
 * by this gateway's own server, and trailers are not passed on.
 */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
]);

const SET_HERE = new Set(['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host']);

/**
 * The request's headers for the replica: as they came, in a flat list of names and values, plus who asked. Null where
 * Host comes twice, which has to be refused (RFC 9112, 3.2).
 */
export function requestHeaders(request: IncomingMessage): string[] | null {
  const { headers, rawHeaders, socket } = request;
  const dropped = namedBy(headers.connection);
  const kept: string[] = [];
  let hosts = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!.toLowerCase();
    if (name === 'host' && ++hosts > 1) return null;
    if (!HOP_BY_HOP.has(name) && !SET_HERE.has(name) && !dropped?.has(name)) kept.push(name, rawHeaders[i + 1]!);
  }
  const before = headers['x-forwarded-for'];
  const client = socket.remoteAddress ?? 'unknown';
  kept.push('x-forwarded-for', before ? `${String(before)}, ${client}` : client, 'x-forwarded-proto', 'http');
  if (headers.host !== undefined) kept.push('x-forwarded-host', headers.host);
  return kept;
}

/** The answer's headers for the client: as they came, in a flat list of names and values. */
export function responseHeaders(rawHeaders: readonly Buffer[]): string[] {
  const names: string[] = [];
  let dropped: Set<string> | null = null;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!.toString('latin1').toLowerCase();
    if (name === 'connection') dropped = namedBy(rawHeaders[i + 1]!.toString('latin1'));
    names.push(name);
  }
  const kept: string[] = [];
  names.forEach((name, i) => {
    if (HOP_BY_HOP.has(name) || dropped?.has(name)) return;
    kept.push(rawHeaders[i * 2]!.toString('latin1'), rawHeaders[i * 2 + 1]!.toString('latin1'));
  });
  return kept;
}

/** Which headers a Connection header names, in lower case; null for the usual `keep-alive` and `close`, which name none. */
function namedBy(connection: string | undefined): Set<string> | null {
  if (connection === undefined || connection === 'keep-alive' || connection === 'close') return null;
  return new Set(connection.split(',').map((name) => name.trim().toLowerCase()));
}
