import type { BenchMeasurement } from '../measurement.js';
import { cpu } from './cpu.measurement.js';
import { floor } from './floor.measurement.js';
import { generator } from './generator.measurement.js';
import { memory } from './memory.measurement.js';
import { queue } from './queue.measurement.js';
import { slots } from './slots.measurement.js';
import { telemetry } from './telemetry.measurement.js';

/** All that can be measured, in the order in which they run. */
export const measurements: readonly BenchMeasurement[] = [floor, telemetry, slots, cpu, queue, generator, memory];
