// Ends once every address answers. Helm installs everything at once, and pods and routes take their time.
import http from 'node:http';
import https from 'node:https';
import { setTimeout } from 'node:timers/promises';

const LONGEST_MS = 300_000;
const ANSWER_MS = 5_000;
const PAUSE_MS = 1_000;
/** Whoever asks for a token is there. */
const PRESENT = [200, 401];
const TOLD_TO_END = 143;
const { ADDRESSES, HOST } = process.env;

// The first process of a container ends at no signal that it does not listen to.
process.on('SIGTERM', () => process.exit(TOLD_TO_END));

const until = Date.now() + LONGEST_MS;
for (const address of ADDRESSES.split(',')) {
  for (let said = ''; ;) {
    const problem = await ask(address);
    if (problem === undefined) break;
    if (Date.now() > until) {
      console.log(`${address} does not answer after ${LONGEST_MS / 1000} s: ${problem}`);
      process.exit(1);
    }
    if (problem !== said) console.log(`waiting for ${address}: ${problem}`);
    said = problem;
    await setTimeout(PAUSE_MS);
  }
  console.log(`${address} answers`);
}

/** Not by fetch, which sends no host but that of the address. */
function ask(address) {
  const { get } = address.startsWith('https:') ? https : http;
  const headers = HOST ? { host: HOST } : {};
  return new Promise((resolve) => {
    get(address, { headers, agent: false, signal: AbortSignal.timeout(ANSWER_MS) }, (answer) => {
      answer.resume();
      resolve(PRESENT.includes(answer.statusCode) ? undefined : `status ${answer.statusCode}`);
    }).on('error', ({ code, message }) => resolve(code ?? message));
  });
}
