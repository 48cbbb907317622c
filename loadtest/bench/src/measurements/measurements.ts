import type { BenchMeasurement } from '../measurement.js';
import { floor } from './floor.measurement.js';

/** All that can be measured, in the order in which they run. */
export const measurements: readonly BenchMeasurement[] = [floor];
