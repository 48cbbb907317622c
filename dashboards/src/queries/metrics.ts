/** The names of all families, by the constants of the packages that export them. */
export * from '@fleetlab/kit/metric-names';
export * from '@fleetlab/queue/metric-names';
export * from '@fleetlab/runner/metric-names';
