import { config } from './fixture.config.js';

/** A service whose admin port somebody takes while it is away. */
if (config.adminPort !== 0) {
  process.stderr.write(`port ${config.adminPort} is taken\n`, () => process.exit(1));
} else {
  process.on('SIGTERM', () => process.exit());
  process.on('disconnect', () => process.exit());
  process.send({ type: 'fleetlab:ready', port: null, adminPort: process.pid });
}
