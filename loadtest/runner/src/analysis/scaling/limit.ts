import type { Limit } from '../../results/scaling.js';
import { slotsSetUp, type MeasuredCell } from '../series.js';
import { sizeOf } from './sizes.js';

/** What is in use by at least this share is used up. */
const NEARLY_ALL = 0.9;
/** Services that got less than this share of the cores have not used them up alone; slots in use by this share were kept busy. */
export const MOSTLY = 0.75;
/** A limit that stops a service in this share of its periods holds it back. */
export const THROTTLED = 0.25;
/** A generator busier than this may be what the curve shows, though not so busy that its figures are invalid. */
const BUSY_GENERATOR = 0.6;
/** Predictions this close are the same. */
const SAME = 1.01;
/** Something called that takes this many times as long is what holds its caller back. */
const SLOWED = 1.2;

/** Why `next`, the larger one, did not do more than `at`; null where nothing that was measured explains it. */
export function limitOfStep(at: MeasuredCell, next: MeasuredCell, cores: number): Limit | null {
  return (
    throttling(next) ??
    slotsBeyondCores(next, cores) ??
    load(at, next) ??
    busyCores(next, cores) ??
    coresOfOthers(next, cores) ??
    upstream(at, next) ??
    generator(next) ??
    broker(next)
  );
}

/** What the largest setting came up against, though it still did more than the one before. */
export function limitOfLargest(before: MeasuredCell, largest: MeasuredCell, cores: number): Limit | null {
  return throttling(largest) ?? fullCores(largest, cores) ?? slotsInUse(largest) ?? limitOfStep(before, largest, cores);
}

function throttling({ throttledShare }: MeasuredCell): Limit | null {
  return throttledShare !== null && throttledShare >= THROTTLED ? { by: 'throttling', share: throttledShare } : null;
}

function slotsBeyondCores(cell: MeasuredCell, cores: number): Limit | null {
  return cell.bound === 'computing' && sizeOf(cell) > cores ? { by: 'cores', cores, used: cell.coresUsed } : null;
}

/** As many slots as cores, or more, do nearly all that the cores can: the next one would find none free. */
export function fillsCores(cell: MeasuredCell, cores: number): boolean {
  return cell.bound === 'computing' && sizeOf(cell) >= cores && (cell.attained ?? 0) >= NEARLY_ALL;
}

function fullCores(cell: MeasuredCell, cores: number): Limit | null {
  return fillsCores(cell, cores) ? { by: 'cores', cores, used: cell.coresUsed } : null;
}

/** Work that waits needs little of a core, but much of it needs them all. */
function busyCores({ coresUsed }: MeasuredCell, cores: number): Limit | null {
  return coresUsed !== null && coresUsed >= NEARLY_ALL * cores ? { by: 'cores', cores, used: coresUsed } : null;
}

/** Work that computes was in its slots and yet not on the cores: others had them. */
function coresOfOthers(cell: MeasuredCell, cores: number): Limit | null {
  const { bound, coresUsed } = cell;
  if (bound !== 'computing' || coresUsed === null || (shareOfSlots(cell) ?? 0) < MOSTLY) return null;
  return coresUsed < MOSTLY * Math.min(sizeOf(cell), cores) ? { by: 'cores', cores, used: coresUsed } : null;
}

/** More slots were not predicted to help: the load asks for no more. */
function load(at: MeasuredCell, next: MeasuredCell): Limit | null {
  if ((next.predictedThroughput ?? Infinity) > (at.predictedThroughput ?? 0) * SAME) return null;
  if (next.load.kind === 'open') return { by: 'rate', ratePerSecond: next.load.ratePerSecond };
  return next.clients === null ? null : { by: 'clients', clients: next.clients };
}

function upstream(at: MeasuredCell, next: MeasuredCell): Limit | null {
  if (next.workload !== 'request' || !at.serviceMs || !next.serviceMs) return null;
  const [beforeMs, nowMs] = [at.serviceMs.mean, next.serviceMs.mean];
  return nowMs >= SLOWED * beforeMs ? { by: 'upstream', beforeMs, nowMs } : null;
}

function generator({ generatorUtilization }: MeasuredCell): Limit | null {
  const isBusy = generatorUtilization !== null && generatorUtilization >= BUSY_GENERATOR;
  return isBusy ? { by: 'generator', utilization: generatorUtilization } : null;
}

function broker(cell: MeasuredCell): Limit | null {
  const used = shareOfSlots(cell);
  return cell.model === 'queue' && used !== null && used < NEARLY_ALL ? { by: 'broker', used } : null;
}

function slotsInUse(cell: MeasuredCell): Limit | null {
  const used = shareOfSlots(cell);
  return cell.bound === 'waiting' && used !== null && used >= NEARLY_ALL ? { by: 'slots', used } : null;
}

/** Mean share of the slots in use: throughput x time in a slot is how many are (Little's law). */
function shareOfSlots(cell: MeasuredCell): number | null {
  const slots = slotsSetUp(cell);
  return slots && cell.serviceMs ? Math.min(1, (cell.throughput.mean * cell.serviceMs.mean) / 1000 / slots) : null;
}
