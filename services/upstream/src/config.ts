import { envInteger, loadConfig, serviceConfig } from '@fleetlab/kit/config';
import * as z from 'zod';

const share = 'a number from 0 to 1';
/** Whoever calls the upstream has no token to show, so it never asks for one. */
const { API_TOKEN: _ofPublicServices, ...common } = serviceConfig;

export const config = loadConfig({
  ...common,
  /** Where the other services look for it, so that all can be started by hand on one machine. */
  PORT: envInteger({ min: 0, max: 65535, default: 8081 }),
  ADMIN_PORT: envInteger({ min: 0, max: 65535, default: 9091 }),
  /** Share of the answers that fail. */
  FAULT_RATE: z.coerce.number({ error: share }).min(0, share).max(1, share).default(0),
  /** The status of an answer that fails. */
  FAULT_STATUS: envInteger({ min: 400, max: 599, default: 503 }),
  /** Each answer takes up to this much longer than asked, evenly spread. */
  JITTER_MS: envInteger({ min: 0, max: 60_000, default: 0 }),
});
