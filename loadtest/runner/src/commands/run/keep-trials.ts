import type { RunListener } from '../../push/run-push.js';
import type { ResultsFolder } from '../../results/results-folder.js';
import { placeIn } from '../../trial/course.js';
import type { TrialListener } from '../../trial/run-trials.js';
import type { ProgressDisplay } from './progress-display.js';
import { Pace } from './time-left.js';

/** Shows each trial as it begins; puts it on disk as it ends, and tells whoever wants to know. */
export function keepTrials(folder: ResultsFolder, display: ProgressDisplay, push: RunListener | null): TrialListener {
  const pace = new Pace();
  let begun = { at: 0, msLeft: 0 };
  return {
    started({ number, cell }, course, msLeft) {
      if (begun.at > 0) pace.add(begun.msLeft - msLeft, Date.now() - begun.at);
      begun = { at: Date.now(), msLeft };
      display.show(`${placeIn(course, number)} · ${cell.id}`, pace.stretch(msLeft));
    },
    retrying({ number, cell }, reason) {
      display.note(`Trial ${number} (${cell.id}) broke and is run again: ${reason}`);
    },
    async ended(record) {
      await folder.appendTrial(record);
      if (record.broken) display.note(`Trial ${record.number} (${record.cell}) could not be had: ${record.broken}`);
      push?.trialEnded(record);
    },
  };
}
