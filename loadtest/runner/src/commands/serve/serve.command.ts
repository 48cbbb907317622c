import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Command } from 'commander';
import { Interruption, untilInterrupted } from '../interruption.js';
import { integerBetween } from '../options.js';
import { resultsServer } from './results-server.js';

interface ServeOptions {
  readonly results: string;
  readonly host: string;
  readonly port: number;
}

const EXAMPLES = `
Examples:
  $ npx fleetlab serve
  $ npx fleetlab serve --results /tmp/results --port 8081

Reports can be read and nothing can be changed, by anybody who gets to the address. It runs until Ctrl-C, which ends it with code 0.`;

export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .summary('show the reports of all results in a browser')
    .description('Show the reports of all results in a browser, until Ctrl-C.')
    .option('--results <dir>', 'where to look for results', 'results')
    .option('--host <address>', 'where to listen; 0.0.0.0 for every address of this machine', '127.0.0.1')
    .option('--port <n>', 'where to listen; 0 takes a free port', integerBetween(0, 65_535), 8090)
    .addHelpText('after', EXAMPLES)
    .action((options: ServeOptions) => serve(options));
}

async function serve({ results, host, port }: ServeOptions): Promise<void> {
  const server = resultsServer(results).listen(port, host);
  await once(server, 'listening');
  const { address, port: taken, family } = server.address() as AddressInfo;
  const shown = family === 'IPv6' ? `[${address}]` : address;
  process.stdout.write(`The results in ${results} are at http://${shown}:${taken}. Ctrl-C stops it.\n`);
  try {
    await untilInterrupted((signal) => once(server, 'close', { signal }));
  } catch (error) {
    if (!(error instanceof Interruption)) throw error;
    server.close().closeAllConnections();
  }
}
