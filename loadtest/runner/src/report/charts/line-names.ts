import { count } from '../../results/figure.js';
import type { Factor, ScalingCurve } from '../../results/scaling.js';

const FACTORS: readonly Factor[] = ['replicas', 'workers', 'threads'];

/** What tells each curve from the others: `4 threads`, or `w2 t4` where they differ in more than one factor. */
export function lineNames(curves: readonly ScalingCurve[]): string[] {
  const varied = FACTORS.filter((factor) => new Set(curves.map(({ held }) => held?.[factor])).size > 1);
  const [only, ...others] = varied;
  return curves.map(({ held }) => {
    if (!only) return '';
    if (others.length === 0) return count(held?.[only] ?? 0, only.slice(0, -1));
    return varied.map((factor) => `${factor[0]}${held?.[factor]}`).join(' ');
  });
}
