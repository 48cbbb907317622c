import { BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace';
import type { ServiceConfig } from '../../config.js';

/** A queue of spans before an exporter, with the bounds of OTEL_BSP_*: one that is no number above 0 is not used. */
export function createBatches(
  exporter: SpanExporter,
  config: Readonly<ServiceConfig>,
  warn: (what: string) => void,
): BatchSpanProcessor {
  const read = (name: BatchSetting): number | undefined => {
    const text = config[name];
    if (text === undefined || Number(text) > 0) return text === undefined ? undefined : Number(text);
    warn(`${name}=${text} cannot be used: expected a number above 0; the default is used.`);
    return undefined;
  };
  const bounds = {
    maxQueueSize: read('OTEL_BSP_MAX_QUEUE_SIZE'),
    maxExportBatchSize: read('OTEL_BSP_MAX_EXPORT_BATCH_SIZE'),
    scheduledDelayMillis: read('OTEL_BSP_SCHEDULE_DELAY'),
    exportTimeoutMillis: read('OTEL_BSP_EXPORT_TIMEOUT'),
  };
  const given = Object.fromEntries(Object.entries(bounds).filter(([, value]) => value !== undefined));
  return new BatchSpanProcessor({ exporter, ...given });
}

type BatchSetting = Extract<keyof ServiceConfig, `OTEL_BSP_${string}`>;
