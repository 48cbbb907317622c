import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Has a child of its own, as a pre-forked service has, which does not notice that its parent is gone. */
const child = spawn(process.execPath, [fileURLToPath(import.meta.resolve('./forever.js'))], { stdio: 'inherit' });
process.on('SIGTERM', () => process.exit());
child.once('spawn', () => {
  process.stderr.write(`child ${child.pid}\n`);
  process.send({ type: 'fleetlab:ready', port: null, adminPort: 1 });
});
