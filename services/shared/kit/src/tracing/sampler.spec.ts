import { describe, expect, it } from '@jest/globals';
import { TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace';
import { ROOT_CONTEXT } from '@opentelemetry/api';
import { createSampler } from './sampler.js';
import { newSpanId, newTraceId } from './span-ids.js';

const parent = (isSampled: boolean, traceId = newTraceId()) => ({ traceId, spanId: newSpanId(), isSampled });

function sampler(name?: string, arg?: string) {
  const warnings: string[] = [];
  return { warnings, ...createSampler(name, arg, (what) => warnings.push(what)) };
}

/** How many of so many new traces are sampled. */
const shareOf = (name: string, arg: string, n = 20_000) => {
  const { begins } = sampler(name, arg);
  return Array.from({ length: n }, begins).filter((id) => id !== null).length / n;
};

describe('OTEL_TRACES_SAMPLER', () => {
  it.each([
    ['always_on', true, true, true],
    ['always_off', false, false, false],
    ['parentbased_always_on', true, true, false],
    ['parentbased_always_off', false, true, false],
  ])('%s: of new traces %s, in a sampled one %s, in another %s', (name, isNew, inSampled, inOther) => {
    const { begins, continues, warnings } = sampler(name);
    expect(begins() !== null).toBe(isNew);
    expect([continues(parent(true)), continues(parent(false))]).toEqual([inSampled, inOther]);
    expect(warnings).toEqual([]);
  });

  it('is parentbased_always_on where it is not set', () => {
    const { begins, continues, warnings } = sampler();
    expect([begins() !== null, continues(parent(false)), warnings]).toEqual([true, false, []]);
  });

  it.each(['traceidratio', 'parentbased_traceidratio'])('%s samples the share that its argument says', (name) => {
    expect(shareOf(name, '0')).toBe(0);
    expect(shareOf(name, '1')).toBe(1);
    // 20 000 draws at one half have a standard deviation of 0.0035.
    expect(Math.abs(shareOf(name, '0.5') - 0.5)).toBeLessThan(0.025);
  });

  it('traceidratio decides of each id as the SDK of every other service does, also of those that it makes', () => {
    const theirs = new TraceIdRatioBasedSampler(0.3);
    const isTheirs = (traceId: string) => theirs.shouldSample(ROOT_CONTEXT, traceId).decision === 2;
    const { begins, continues } = sampler('traceidratio', '0.3');
    for (let i = 0; i < 2000; i++) {
      const { traceId } = parent(false);
      expect(continues(parent(false, traceId))).toBe(isTheirs(traceId));
      const begun = begins();
      if (begun !== null) expect([begun, isTheirs(begun)]).toEqual([begun, true]);
    }
  });

  it('parentbased_traceidratio goes by the parent where there is one', () => {
    const { continues } = sampler('parentbased_traceidratio', '0');
    expect([continues(parent(true)), continues(parent(false))]).toEqual([true, false]);
  });

  it.each(['jaeger_remote', 'toString', 'ALWAYS_ON'])('that is not known is warned of: %s', (name) => {
    const { begins, warnings } = sampler(name);
    expect(begins()).not.toBeNull();
    expect(warnings).toEqual([
      expect.stringContaining(`OTEL_TRACES_SAMPLER=${name} is not known: expected one of always_on`),
    ]);
  });

  it.each(['1.5', '-0.1', 'half', 'NaN'])(
    'with an argument that is no share is warned of, and samples all: %s',
    (arg) => {
      const { begins, warnings } = sampler('traceidratio', arg);
      expect(begins()).not.toBeNull();
      expect(warnings).toEqual([
        `OTEL_TRACES_SAMPLER_ARG=${arg} cannot be used: expected a number from 0 to 1; 1 is used.`,
      ]);
    },
  );

  it('does not look at an argument that it does not take', () => {
    expect(sampler('always_on', 'half').warnings).toEqual([]);
  });
});

describe('ids', () => {
  it('are of the right length, in lower case, never zero, and never the same', () => {
    const ids = Array.from({ length: 20_000 }, () => [newTraceId(), newSpanId()]).flat();
    expect(new Set(ids).size).toBe(ids.length);
    const wrong = ids.filter((id) => !/^(?!0+$)([\da-f]{32}|[\da-f]{16})$/.test(id));
    expect(wrong).toEqual([]);
  });
});
