import { URL } from 'node:url';
import { createServer } from 'node:http';
import { config } from './fixture.config.js';

/** A service that speaks the supervisor's protocol and says who it is. `/{model}/exit?code=78` ends it with that code. */
process.stderr.write('starting\n');

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://fixture');
  if (pathname.endsWith('/exit')) {
    process.stderr.write('asked to exit\n', () => process.exit(Number(searchParams.get('code'))));
    return;
  }
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify({ pid: process.pid, settings: config.settings }));
});

const leave = () => server.close(() => process.exit());
process.on('SIGTERM', leave);
process.on('disconnect', leave);

server.listen(config.port, '127.0.0.1', () => {
  // It listens on none: any number that no other life of it has does for a free one.
  const adminPort = config.adminPort || process.pid;
  if (process.connected) process.send({ type: 'fleetlab:ready', port: server.address().port, adminPort });
  else leave();
});
