import type { ScalingCurve } from '../../results/scaling.js';
import { apart } from './apart.js';
import { lineNames } from './line-names.js';

/** More names than this at one place would be a list, and hide what they name. */
const MOST_AT_A_PLACE = 3;

export interface LineLabel {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/**
 * What stands at the ends of lines, moved up where they end close together; many that end as one are only counted.
 *
 * @param gap the least distance of two labels, in units of the y axis
 */
export function lineLabels(curves: readonly ScalingCurve[], gap: number): LineLabel[] {
  const names = lineNames(curves);
  const ends = curves.map(({ points }, index) => {
    const { size, throughput } = points.at(-1)!;
    return { x: size, y: throughput.mean, text: names[index]! };
  });
  const labels = placesOf(ends, gap).flatMap((place) =>
    place.length > MOST_AT_A_PLACE ? [{ ...place[0]!, text: `${place.length} alike` }] : place,
  );
  const heights = apart(
    labels.map(({ y }) => y),
    gap,
  );
  return labels.map((label, index) => ({ ...label, y: heights[index]! }));
}

/** Ends that follow one another closer than labels can. */
function placesOf(ends: readonly LineLabel[], gap: number): LineLabel[][] {
  const places: LineLabel[][] = [];
  for (const end of ends.toSorted((a, b) => a.y - b.y)) {
    const last = places.at(-1);
    if (last && end.y - last.at(-1)!.y < gap) last.push(end);
    else places.push([end]);
  }
  return places;
}
