import type { ServiceConfig } from '../../config.js';

/** Of the queue of spans before an exporter, and of what is exported at a time. */
export interface BatchBounds {
  readonly maxQueueSize: number;
  readonly maxExportBatchSize: number;
  readonly scheduledDelayMillis: number;
  readonly exportTimeoutMillis: number;
}

/**
 * Those of OTEL_BSP_*: one that is no number above 0 is not used. By default four times those of OpenTelemetry's specification,
 * which a service that answers 700 requests in the time of one export would fill.
 */
export function readBatchBounds(config: Readonly<ServiceConfig>, warn: (what: string) => void): BatchBounds {
  const read = (name: BatchSetting, fallback: number): number => {
    const text = config[name];
    if (text === undefined) return fallback;
    if (Number(text) > 0) return Number(text);
    warn(`${name}=${text} cannot be used: expected a number above 0; ${fallback} is used.`);
    return fallback;
  };
  const maxQueueSize = read('OTEL_BSP_MAX_QUEUE_SIZE', 8192);
  const maxExportBatchSize = read('OTEL_BSP_MAX_EXPORT_BATCH_SIZE', Math.min(maxQueueSize, 2048));
  if (maxExportBatchSize > maxQueueSize)
    warn(`OTEL_BSP_MAX_EXPORT_BATCH_SIZE=${maxExportBatchSize} is more than the queue holds: ${maxQueueSize} is used.`);
  return {
    maxQueueSize,
    maxExportBatchSize: Math.min(maxQueueSize, maxExportBatchSize),
    scheduledDelayMillis: read('OTEL_BSP_SCHEDULE_DELAY', 5_000),
    exportTimeoutMillis: read('OTEL_BSP_EXPORT_TIMEOUT', 30_000),
  };
}

type BatchSetting = Extract<keyof ServiceConfig, `OTEL_BSP_${string}`>;
