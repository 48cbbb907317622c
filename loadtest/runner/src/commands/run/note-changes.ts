import type { Generator } from '../../generator/generator.js';
import { collectEnvironment } from '../../results/environment.js';
import type { Environment } from '../../results/summary.js';
import type { Target } from '../../target/target.js';
import type { ProgressDisplay } from './progress-display.js';
import type { RunSession } from './run-session.js';

/** Trials of one run are compared with each other, so the user is told when a resumed one goes on somewhere else. */
export async function noteChanges(
  { earlier }: RunSession,
  target: Target,
  generator: Generator,
  display: ProgressDisplay,
): Promise<void> {
  if (!earlier) return;
  const then = await earlier.folder.readEnvironment();
  const now = await collectEnvironment(target.name, generator.name);
  for (const key of Object.keys(now) as (keyof Environment)[]) {
    if (then[key] !== now[key]) display.note(`This run began with ${key} ${then[key]}, and goes on with ${now[key]}.`);
  }
}
