import { describe, expect, it } from '@jest/globals';
import { TrialBroken } from '../../../trial/trial-broken.js';
import { InstanceLog } from './instance-log.js';

const SAMPLE = 's 0.000 0.500 100.500 0.100 100.000 0.600 100.400 1 2 0 -';

function logOf(...lines: string[]): InstanceLog {
  const log = new InstanceLog('k6');
  for (const line of lines) log.add(line);
  return log;
}

describe('what one k6 said', () => {
  it('is whole where as many lines were read as it wrote, in whatever order they came', () => {
    const log = logOf('h 1000000 0.5', 'e 2 1', SAMPLE, SAMPLE);
    expect(() => log.checkWhole()).not.toThrow();
    expect([log.startedAt, log.samples.length, log.dropped]).toEqual([1_000_000, 2, 1]);
  });

  it('is not whole where a line is missing', () => {
    expect(() => logOf('h 1000000 0.5', SAMPLE, 'e 2 0').checkWhole()).toThrow(
      'k6 wrote 2 answers and 1 of them were read: its output was cut on the way.',
    );
  });

  it('is not whole without its last line, and its last words tell why', () => {
    const log = logOf('h 1000000 0.5', SAMPLE, 'one', 'two', 'three', 'Nothing answers at http://a.test/');
    expect(() => log.checkWhole()).toThrow(TrialBroken);
    expect(() => log.checkWhole()).toThrow('It said: two three Nothing answers at http://a.test/');
  });

  it('is of no use where no request was sent', () => {
    expect(() => logOf('e 0 0').startedAt).toThrow('k6 sent no request.');
  });

  it('tells when the load began by the clock of here, whatever the clock of k6 says', async () => {
    const log = logOf('h 1 250');
    const { heardAt } = await log.begun;
    expect(performance.now() - heardAt).toBeGreaterThanOrEqual(250);
    expect(performance.now() - heardAt).toBeLessThan(1_250);
  });
});
