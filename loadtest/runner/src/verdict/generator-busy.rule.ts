import { ratio } from '../results/figure.js';
import type { GeneratorHealth } from '../trial/trial.js';
import type { Rule } from './evidence.js';

const BUSIEST = 0.8;

/** A generator short of time measures itself: it sends late and reads answers late. */
export const generatorBusy: Rule = ({ trials }) => {
  const [worst] = trials
    .map(({ number, generator }) => ({ number, generator, share: generator.loopUtilization ?? 0 }))
    .filter(({ share }) => share > BUSIEST)
    .sort((a, b) => b.share - a.share);
  if (!worst) return undefined;
  return {
    verdict: 'invalid',
    text:
      `generator was the bottleneck: ${whatWasBusy(worst.generator, worst.share)} trial ${worst.number} ` +
      `(at most ${ratio(BUSIEST)} expected)`,
  };
};

/** A generator that counts the iterations it dropped is k6: it has threads, and its CPU limit is what it runs out of. */
function whatWasBusy({ dropped }: GeneratorHealth, share: number): string {
  return dropped === undefined ? `its event loop was busy ${ratio(share)} of` : `k6 used ${ratio(share)} of its CPU in`;
}
