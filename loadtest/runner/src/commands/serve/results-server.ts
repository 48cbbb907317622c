import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import sirv from 'sirv';
import { RunOutcomes } from '../run-outcomes.js';
import { renderRunIndex } from './run-index.js';

const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  // Reports have their style in themselves and need nothing else: what a result's text might smuggle in cannot run.
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'",
};

/** Reads what is below a folder out to anybody, as it is at that moment, and changes nothing. */
export function resultsServer(root: string): Server {
  const outcomes = new RunOutcomes();
  const files = sirv(root, { dev: true, etag: true, extensions: [] });
  return createServer((request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return end(response.setHeader('Allow', 'GET, HEAD'), 405, 'Results can be read only: GET or HEAD.');
    }
    const path = pathOf(request);
    // Asked every few seconds by whoever keeps it running: that must not disturb what is measured beside it.
    if (path === '/livez') return end(response, 200, 'ok');
    if (path === '/') return void sendIndex(root, outcomes, response);
    files(request, response, () => end(response, 404, 'There is no such result. / lists those that there are.'));
  });
}

async function sendIndex(root: string, outcomes: RunOutcomes, response: ServerResponse): Promise<void> {
  try {
    const page = await renderRunIndex(root, outcomes);
    response.writeHead(200, { 'Content-Type': 'text/html;charset=utf-8', 'Cache-Control': 'no-cache' }).end(page);
  } catch (error) {
    end(response, 500, `The results cannot be listed: ${(error as Error).message}`);
  }
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?')[0]!;
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain;charset=utf-8' }).end(`${text}\n`);
}
