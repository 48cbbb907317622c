import { createServer } from 'node:http';
import { announce } from './announce.js';

/** Answers any GET after `ms` milliseconds, and does nothing else: what a server without a framework gives. */
const server = createServer((request, response) => {
  const ms = Number(new URL(request.url ?? '/', 'http://bare').searchParams.get('ms') ?? 0);
  const body = JSON.stringify({ result: { ms } });
  const answer = (): void => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
  };
  if (ms > 0) setTimeout(answer, ms);
  else answer();
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => announce(server));
