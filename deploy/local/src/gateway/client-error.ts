import { maxHeaderSize } from 'node:http';
import type { Socket } from 'node:net';
import { rawProblem } from './gateway-problem.js';

/**
 * Answers what Node's HTTP parser refused before there was a request: headers too large, too slow or broken.
 *
 * @param isAnswering whether an answer is under way on this connection, into which a second one must not be written
 */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket, isAnswering: boolean): void {
  if (error.code === 'ECONNRESET' || !socket.writable || isAnswering) socket.destroy();
  else socket.end(problemOf(error));
}

function problemOf(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return rawProblem('HEADERS_TOO_LARGE', `The request line and headers are over ${maxHeaderSize} bytes together.`);
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return rawProblem('REQUEST_TIMEOUT', 'The request did not arrive in time.');
    default:
      return rawProblem('INVALID_BODY', `This is not an HTTP request: ${error.message}.`);
  }
}
