import { describe, expect, it } from '@jest/globals';
import { loadConfig, serviceConfig } from '../../config.js';
import { readBatchBounds } from './batch-bounds.js';

function boundsOf(env: Record<string, string>) {
  const warnings: string[] = [];
  const bounds = readBatchBounds(loadConfig(serviceConfig, env), (what) => warnings.push(what));
  return { ...bounds, warnings };
}

describe('the bounds of batches', () => {
  it('are those of OTEL_BSP_*', () => {
    const env = { OTEL_BSP_MAX_QUEUE_SIZE: '9', OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '3', OTEL_BSP_SCHEDULE_DELAY: '70' };
    const [maxQueueSize, maxExportBatchSize, scheduledDelayMillis] = [9, 3, 70];
    expect(boundsOf(env)).toMatchObject({ maxQueueSize, maxExportBatchSize, scheduledDelayMillis, warnings: [] });
  });

  it('have defaults, which fit a queue that was made smaller', () => {
    const common = { scheduledDelayMillis: 5_000, exportTimeoutMillis: 30_000, warnings: [] };
    expect(boundsOf({})).toEqual({ maxQueueSize: 8192, maxExportBatchSize: 2048, ...common });
    expect(boundsOf({ OTEL_BSP_MAX_QUEUE_SIZE: '100' })).toEqual({
      ...{ maxQueueSize: 100, maxExportBatchSize: 100 },
      ...common,
    });
  });

  it('are not used where they make no sense, which is told', () => {
    const { maxExportBatchSize, exportTimeoutMillis, warnings } = boundsOf({
      OTEL_BSP_MAX_QUEUE_SIZE: '10',
      OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '20',
      OTEL_BSP_EXPORT_TIMEOUT: 'soon',
    });
    expect([maxExportBatchSize, exportTimeoutMillis]).toEqual([10, 30_000]);
    expect(warnings.join()).toMatch(/OTEL_BSP_MAX_EXPORT_BATCH_SIZE=20 .*10 is used.*OTEL_BSP_EXPORT_TIMEOUT=soon/);
  });
});
