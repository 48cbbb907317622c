import { createRequire } from 'node:module';

const { version } = createRequire(import.meta.url)('@fleetlab/kit/package.json') as { version: string };

/** The version of fleetlab that this is. */
export const VERSION = version;
