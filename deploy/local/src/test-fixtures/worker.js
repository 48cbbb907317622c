import { clearInterval, setInterval } from 'node:timers';
import { config } from './fixture.config.js';

/** A queue worker: no public port. Says how it was set up in its log. */
const heartbeat = setInterval(() => {}, 1_000_000);
process.on('SIGTERM', () => process.exit());
process.on('disconnect', () => process.exit());
process.stdout.write(`${JSON.stringify(config.settings)}\n`);
if (process.connected) process.send({ type: 'fleetlab:ready', port: null, adminPort: 1 });
else clearInterval(heartbeat);
