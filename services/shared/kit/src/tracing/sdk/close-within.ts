import type { NodeSDK } from '@opentelemetry/sdk-node';
import type { Logger } from 'pino';

/** What a drain may take longer because of traces: a collector that answers needs a few milliseconds. */
const LONGEST_MS = 1500;

/** Exports what is left and stops; gives it up where the collector does not take it in time. */
export async function closeWithin(sdk: Pick<NodeSDK, 'shutdown'>, logger: Logger): Promise<void> {
  const { promise: isLate, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    logger.warn({ afterMs: LONGEST_MS }, 'gave up on exporting the last spans');
    resolve();
  }, LONGEST_MS);
  const stopped = sdk.shutdown().catch((error: unknown) => {
    logger.warn({ reason: String(error) }, 'the last spans could not be exported');
  });
  await Promise.race([stopped, isLate]);
  clearTimeout(timer);
}
