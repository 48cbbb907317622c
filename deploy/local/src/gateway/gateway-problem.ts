import { type ServerResponse, STATUS_CODES } from 'node:http';

/**
 * What the gateway itself answers, in the same form as the services (RFC 9457). NO_REPLICA is its own: the model is
 * part of this fleet, but none of its replicas is ready; OVERLOADED would say that one is, and busy.
 */
export const PROBLEMS = {
  INVALID_BODY: { status: 400, title: 'The request cannot be read' },
  NOT_FOUND: { status: 404, title: 'There is nothing here' },
  REQUEST_TIMEOUT: { status: 408, title: 'The request took too long to arrive' },
  HEADERS_TOO_LARGE: { status: 431, title: 'The headers are too large' },
  UPSTREAM_FAILED: { status: 502, title: 'The upstream failed' },
  NO_REPLICA: { status: 503, title: 'No replica is ready' },
} as const;

export type GatewayProblemCode = keyof typeof PROBLEMS;

const RETRY_AFTER_S = 1;

/** Answers a problem. An answer that has already begun is cut off instead, so that the client sees that it is broken. */
export function answerProblem(response: ServerResponse, code: GatewayProblemCode, detail: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(PROBLEMS[code].status, problemHeaders(code)).end(problemBody(code, detail));
}

/** A whole HTTP answer, for a socket on which there is no request that could be answered. */
export function rawProblem(code: GatewayProblemCode, detail: string): string {
  const { status } = PROBLEMS[code];
  const body = problemBody(code, detail);
  const headers = { ...problemHeaders(code), 'Content-Length': Buffer.byteLength(body), Connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n');
}

function problemHeaders(code: GatewayProblemCode): Record<string, string> {
  const headers = { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' };
  return code === 'NO_REPLICA' ? { ...headers, 'Retry-After': String(RETRY_AFTER_S) } : headers;
}

function problemBody(code: GatewayProblemCode, detail: string): string {
  return JSON.stringify({ type: `urn:fleetlab:problem:${code}`, ...PROBLEMS[code], code, detail });
}
