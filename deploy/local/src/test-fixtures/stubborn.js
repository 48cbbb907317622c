import { setInterval } from 'node:timers';

/** Is ready, and does not end when it is asked to. */
setInterval(() => {}, 1_000_000);
process.on('SIGTERM', () => process.stderr.write('asked to end\n'));
process.send({ type: 'fleetlab:ready', port: null, adminPort: 1 });
