import { bootstrap } from '@fleetlab/kit/bootstrap';
import { config } from './config.js';

await bootstrap(() => import('./app.module.js'), { model: 'queue', config });
