import { loadConfig, serviceConfig } from '@fleetlab/kit/config';

export const config = loadConfig(serviceConfig);
