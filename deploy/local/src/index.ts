export { startFleet } from './fleet.js';
export type { Fleet, FleetGroup, FleetOptions, OpenOptions, ServiceInfo, ServiceShape } from './fleet.types.js';
