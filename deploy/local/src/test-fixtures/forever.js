import { setInterval } from 'node:timers';

setInterval(() => {}, 1_000_000);
