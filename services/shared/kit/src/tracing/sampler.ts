import { newSampledTraceId, newTraceId, xoredWords } from './span-ids.js';
import type { Traceparent } from './traceparent.js';

/** Decides which requests make spans, as OTEL_TRACES_SAMPLER says. */
export interface Sampler {
  /** Whether a request is sampled that comes in somebody's trace. */
  continues(parent: Traceparent): boolean;
  /** The id of a new trace; null where it is not sampled. */
  begins(): string | null;
}

const DEFAULT = 'parentbased_always_on';

const always: Sampler = { continues: () => true, begins: newTraceId };
const never: Sampler = { continues: () => false, begins: () => null };

/** The same traces everywhere, for the decision is made of the id alone; by the formula of OpenTelemetry's own SDK. */
function ofRatio(ratio: number): Sampler {
  if (ratio >= 1) return always;
  const bound = Math.floor(ratio * 0xffffffff);
  const isSampled = (xored: number) => xored < bound;
  return {
    continues: ({ traceId }) => isSampled(xoredWords(traceId)),
    begins: () => newSampledTraceId(isSampled),
  };
}

function parentBased(root: Sampler): Sampler {
  return { continues: ({ isSampled }) => isSampled, begins: root.begins };
}

const SAMPLERS: Readonly<Record<string, (ratio: () => number) => Sampler>> = {
  always_on: () => always,
  always_off: () => never,
  traceidratio: (ratio) => ofRatio(ratio()),
  parentbased_always_on: () => parentBased(always),
  parentbased_always_off: () => parentBased(never),
  parentbased_traceidratio: (ratio) => parentBased(ofRatio(ratio())),
};

/**
 * @param arg OTEL_TRACES_SAMPLER_ARG, of the samplers that take one: the share of the traces, 1 where it is not set
 * @param warn told what cannot be used, and what is done instead
 */
export function createSampler(
  name: string | undefined,
  arg: string | undefined,
  warn: (what: string) => void,
): Sampler {
  const asked = name ?? DEFAULT;
  const isKnown = Object.hasOwn(SAMPLERS, asked);
  if (!isKnown) {
    warn(
      `OTEL_TRACES_SAMPLER=${asked} is not known: expected one of ${Object.keys(SAMPLERS).join(', ')}; ${DEFAULT} is used.`,
    );
  }
  return SAMPLERS[isKnown ? asked : DEFAULT]!(() => readRatio(arg, warn));
}

function readRatio(arg: string | undefined, warn: (what: string) => void): number {
  if (arg === undefined) return 1;
  const ratio = Number(arg);
  if (ratio >= 0 && ratio <= 1) return ratio;
  warn(`OTEL_TRACES_SAMPLER_ARG=${arg} cannot be used: expected a number from 0 to 1; 1 is used.`);
  return 1;
}
