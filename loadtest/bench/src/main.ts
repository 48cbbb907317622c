import { command } from './command.js';

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => interrupted.abort(new Error(`Stopped by ${signal}.`)));
}

try {
  await command(interrupted.signal).parseAsync();
} catch (error) {
  process.stderr.write(`fleetlab-bench: ${(interrupted.signal.reason ?? (error as Error)).message}\n`);
  process.exitCode = interrupted.signal.aborted ? 130 : 1;
}
