import cluster from 'node:cluster';
import type { Type } from '@nestjs/common';
import type { ServiceOptions } from './service-options.js';

/**
 * Starts a service: alone in its process, or as a primary with WORKERS pre-forked processes.
 *
 * @param loadModule imports the service's module; a primary never does, which saves it the memory
 */
export async function bootstrap(
  loadModule: () => Promise<{ AppModule: Type }>,
  options: ServiceOptions,
): Promise<void> {
  if (options.config.WORKERS > 1 && cluster.isPrimary) {
    const { runPrimary } = await import('./prefork/primary.js');
    await runPrimary(options);
  } else {
    const { serve } = await import('./serve.js');
    await serve(loadModule, options);
  }
}
