import { createServer } from 'node:http';
import { announce } from './announce.js';

/** A collector that takes whatever it is sent and keeps nothing. */
const server = createServer((request, response) => {
  request.resume().once('end', () => response.end());
});
server.listen(0, '127.0.0.1', () => announce(server));
