import { duration, exact, listed, ranges } from '../../results/figure.js';
import { shapeInWords, workloadLabel } from '../../results/label.js';
import type { BurstSummary, CellSummary, StallSummary } from '../../results/summary.js';
import { comparisonKey } from '../series.js';
import { settings, suspicion } from './words.js';

type BurstCell = CellSummary & { readonly burst: BurstSummary };
type StalledCell = CellSummary & { readonly burst: { readonly stall: StallSummary & { readonly ranMs: number } } };

/** Who waited behind a request that stalled; without one, who was done first. */
export function describeBursts(cells: readonly CellSummary[]): string[] {
  const usable = cells.filter((cell): cell is BurstCell => cell.burst !== null && cell.verdict !== 'invalid');
  return [...Map.groupBy(usable, comparisonKey).values()].map((group) => {
    const stalled = group.filter((cell): cell is BurstCell & StalledCell => cell.burst.stall?.ranMs != null);
    return stalled.length > 0
      ? describeStall(stalled) + suspicion(stalled)
      : describeLastAnswers(group) + suspicion(group);
  });
}

function describeStall(cells: readonly StalledCell[]): string {
  const [{ burst }] = cells as [StalledCell];
  const byWaiters = Map.groupBy(cells, ({ burst: { stall } }) =>
    JSON.stringify([stall.waiters, stall.sameInEveryTrial]),
  );
  const clauses = [...byWaiters.values()]
    .sort(([a], [b]) => a!.burst.stall.waiters.length - b!.burst.stall.waiters.length)
    .map((group) => `${waited(group)} with ${settings(group)}`);
  return `while request ${burst.stall.request} stalled for ${duration(burst.stall.ranMs)}, ${clauses.join(', and ')}`;
}

function waited(group: readonly StalledCell[]): string {
  const { waiters, sameInEveryTrial } = group[0]!.burst.stall;
  if (waiters.length === 0) return 'nobody waited behind it';
  const longest = Math.max(...group.map(({ burst }) => burst.stall.longestWaitMs ?? 0));
  const who = `${waiters.length === 1 ? 'request' : 'requests'} ${ranges(waiters)}`;
  return `${who} waited up to ${duration(longest)}${sameInEveryTrial ? '' : ' (not in every trial)'}`;
}

function describeLastAnswers(cells: readonly BurstCell[]): string {
  const answered = cells
    .filter(({ burst }) => burst.lastAnswerMs !== null)
    .sort((a, b) => a.burst.lastAnswerMs! - b.burst.lastAnswerMs!);
  const requests = exact(cells[0]!.clients ?? cells[0]!.requests);
  const times = answered.slice(0, 3).map((cell) => `${duration(cell.burst.lastAnswerMs!)} with ${shapeInWords(cell)}`);
  const more = answered.length > 3 ? [`up to ${duration(answered.at(-1)!.burst.lastAnswerMs!)} with the others`] : [];
  return `${requests} requests of ${workloadLabel(cells[0]!)} at once were all answered after ${listed([...times, ...more])}`;
}
