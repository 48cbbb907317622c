import { createServer } from 'node:http';
import { announce } from './announce.js';

/** Answers `/{model}/sleep?ms=n` after n milliseconds and anything else at once, with what a generator wants to read and no more. */
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://bare');
  const ms = Number(searchParams.get('ms'));
  if (pathname.endsWith('/sleep')) setTimeout(answer, ms, ms);
  else answer(null);

  function answer(result: number | null): void {
    const timing = { startedAt: 0, finishedAt: 0, waitMs: 0, serviceMs: ms };
    const body = JSON.stringify({ result, service: { pid: process.pid, threadId: 0 }, timing });
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
  }
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => announce(server));
