import cluster from 'node:cluster';
import * as z from 'zod';

export { availableCores } from './cgroup.js';

/** EX_CONFIG of sysexits.h: starting again would fail again, so no supervisor should. */
export const EXIT_UNUSABLE = 78;

interface IntegerBounds {
  readonly min: number;
  readonly max: number;
  readonly default: number;
}

/** A whole number from the environment. An empty variable counts as not set. */
export function envInteger(bounds: IntegerBounds) {
  const expected = `a whole number from ${bounds.min} to ${bounds.max}`;
  return z
    .string()
    .regex(/^\d+$/, expected)
    .transform(Number)
    .refine((value) => value >= bounds.min && value <= bounds.max, expected)
    .default(bounds.default);
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** What every service reads from its environment. */
export const serviceConfig = {
  HOST: z.string().default('0.0.0.0'),
  /** 0 takes any free port. */
  PORT: envInteger({ min: 0, max: 65535, default: 8080 }),
  ADMIN_PORT: envInteger({ min: 0, max: 65535, default: 9090 }),
  /** Pre-forked processes that share the port. */
  WORKERS: envInteger({ min: 1, max: 256, default: 1 }),
  /** How long a drain may take before the process gives up on what is still in flight. */
  GRACE_MS: envInteger({ min: 0, max: 600_000, default: 75_000 }),
  /** How long to go on serving after readiness turned 503, so that balancers can notice. */
  DRAIN_DELAY_MS: envInteger({ min: 0, max: 60_000, default: 0 }),
  BODY_LIMIT_BYTES: envInteger({ min: 1024, max: 10_485_760, default: 65_536 }),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  /** `on` logs each request that is answered; those that fail are logged anyway. */
  LOG_REQUESTS: z.enum(['on', 'off'], 'on or off').default('off'),
  UPSTREAM_URL: z
    .url({ protocol: /^http$/, error: 'an address such as http://127.0.0.1:8081' })
    .default('http://127.0.0.1:8081'),
  /** Where set, every public route asks for `Authorization: Bearer <token>`. */
  API_TOKEN: z.string().min(1).optional(),
  /** Whether the service counts and times its work. Off is for measuring what that costs: then /metrics has only what Node says. */
  METRICS: z.enum(['on', 'off'], { error: 'on or off' }).default('on'),
  /** The pod's name, from the downward API. */
  POD_NAME: z.string().optional(),
  /** Traces: the variables that OpenTelemetry specifies, as far as they are not its SDK's own to read. docs/tracing.md */
  OTEL_SDK_DISABLED: z.string().optional(),
  OTEL_TRACES_EXPORTER: z.string().optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.string().optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.string().optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: z.string().optional(),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: z.string().optional(),
  OTEL_BSP_MAX_QUEUE_SIZE: z.string().optional(),
  OTEL_BSP_MAX_EXPORT_BATCH_SIZE: z.string().optional(),
  OTEL_BSP_SCHEDULE_DELAY: z.string().optional(),
  OTEL_BSP_EXPORT_TIMEOUT: z.string().optional(),
  OTEL_TRACES_SAMPLER: z.string().optional(),
  OTEL_TRACES_SAMPLER_ARG: z.string().optional(),
  OTEL_LOG_LEVEL: z.string().optional(),
};

export type ServiceConfig = z.output<z.ZodObject<typeof serviceConfig>>;

/**
 * Parses the environment once. Where anything is wrong it prints every problem in one message and ends the process
 * with EXIT_UNUSABLE.
 */
export function loadConfig<Shape extends z.ZodRawShape>(
  shape: Shape,
  env: NodeJS.ProcessEnv = process.env,
): Readonly<z.output<z.ZodObject<Shape>>> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = z.object(shape).safeParse(given);
  if (parsed.success) return Object.freeze(parsed.data);
  const problems = parsed.error.issues.map(({ path, message }) => {
    const name = String(path[0]);
    return `  ${name}=${withoutSecret(env[name] ?? '')}: expected ${message}`;
  });
  process.stderr.write(`Cannot start, the environment has ${problems.length} problem(s):\n${problems.join('\n')}\n`);
  process.exit(EXIT_UNUSABLE);
}

/** The value as it may be shown: an address can carry a password. */
function withoutSecret(value: string): string {
  return value.replace(/\/\/.*@/, '//***@');
}

/** Which pre-forked worker this is, counted from 0; 0 where nothing is forked. */
export function workerIndex(): number {
  return cluster.isWorker ? Number(process.env.FLEETLAB_WORKER ?? 0) : 0;
}

/** The environment that tells a forked worker its index. */
export function workerEnvironment(index: number): Record<string, string> {
  return { FLEETLAB_WORKER: String(index) };
}
