import { fileURLToPath } from 'node:url';

/** @param {string} name file of this folder */
export const fixture = (name) => fileURLToPath(import.meta.resolve(`./${name}`));

const service = fixture('service.js');

/** Services that do no work, behind the real gateway. */
export const fixtureMains = {
  blocking: service,
  threaded: service,
  async: service,
  queue: service,
  queueWorker: fixture('worker.js'),
  upstream: service,
  gateway: fileURLToPath(import.meta.resolve('@fleetlab/local/gateway')),
};
