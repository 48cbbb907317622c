import { bootstrap } from '@fleetlab/kit/bootstrap';
import { config } from './config.js';

await bootstrap(() => import('./worker.module.js'), { model: 'queue', role: 'worker', config });
