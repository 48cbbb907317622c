import { bootstrap } from '@fleetlab/kit/bootstrap';
import { config } from './config.js';

await bootstrap(() => import('./app.module.js'), {
  model: 'threaded',
  config,
  slots: { perWorker: config.THREADS, maxWaiting: config.WORKERS * config.MAX_QUEUE },
});
