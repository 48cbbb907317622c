import type { Generator } from '../../generator/generator.js';
import { createResultsFolder, type ResultsFolder } from '../../results/results-folder.js';
import { lockRun } from '../../results/run-lock.js';
import { count } from '../../results/figure.js';
import { collectEnvironment } from '../../results/environment.js';
import type { Target } from '../../target/target.js';
import { calibrate } from '../../trial/calibrate.js';
import { courseOf } from '../../trial/course.js';
import { trialOrders } from '../../trial/order-trial.js';
import { runTrials } from '../../trial/run-trials.js';
import type { Calibration, TrialRecord } from '../../trial/trial.js';
import { basename } from 'node:path';
import { shapesOf } from '../../experiment/shapes-of.js';
import type { RunListener } from '../../push/run-push.js';
import { closeAfter } from './close-after.js';
import { keepTrials } from './keep-trials.js';
import type { ProgressDisplay } from './progress-display.js';
import type { RunSession } from './run-session.js';

export interface RunTools {
  readonly target: Target;
  readonly generator: Generator;
  readonly display: ProgressDisplay;
  /** Where results go. */
  readonly root: string;
  /** Told of each trial as it ends; null where nobody wants to know. */
  readonly push: RunListener | null;
}

/**
 * Runs what a session has left to run, and leaves nothing of the fleet behind.
 *
 * @throws UsageError where another run is in progress in the folder of the session
 * @param onFolder told as soon as there is a folder from which the run could be resumed
 */
export async function performRun(
  session: RunSession,
  { target, generator, display, root, push }: RunTools,
  onFolder: (folder: ResultsFolder) => void,
  interrupted: AbortSignal,
): Promise<ResultsFolder> {
  const { plan, earlier, experiment } = session;
  const signal = target.lost ? AbortSignal.any([interrupted, target.lost]) : interrupted;
  let release = earlier ? await lockRun(earlier.folder.path) : async () => {};
  // Read behind the lock: until it was free, another run may have added to them.
  const records = await earlierRecords().catch(async (error: unknown) => {
    await release();
    throw error;
  });
  const course = courseOf(plan);
  if (earlier) onFolder(earlier.folder);
  if (earlier && course.rest(records).length === 0) {
    await release();
    return earlier.folder;
  }
  const startedAt = new Date();
  return closeAfter(
    runTrialsLeft,
    closeTarget,
    () => generator.close(),
    async () => push?.end(),
    async () => display.stop(),
    () => release(),
  );

  async function earlierRecords(): Promise<readonly TrialRecord[]> {
    return (await earlier?.folder.readTrials()) ?? [];
  }

  async function runTrialsLeft() {
    const cells = course.cellsAhead(records);
    display.show(`preparing ${count(shapesOf(cells).length, 'setting')} of the services`);
    await target.prepare(cells, signal);
    generator.prepare?.(target.inCluster);
    const calibrations = await calibrateUnknown();
    const orderOf = trialOrders(plan, calibrations, experiment);
    const folder = earlier?.folder ?? (await createFolder(calibrations));
    onFolder(folder);
    push?.begin({ experiment, plan, calibrations, run: basename(folder.path) });
    await runTrials(course, orderOf, records, { target, generator }, keepTrials(folder, display, push), signal);
    return folder;
  }

  function closeTarget() {
    display.show('stopping the services');
    return target.close();
  }

  /** Of a run that is resumed what could not be had then, since that may have been mended. */
  async function calibrateUnknown() {
    const { folder, calibrations: known = [] } = earlier ?? {};
    const ahead = new Set(course.cellsAhead(records).map(({ id }) => id));
    const standing = known.filter(({ cell, broken }) => broken === undefined || !ahead.has(cell));
    if (folder && standing.length === known.length) return known;
    const calibrations = await calibrateAll(standing);
    if (!folder) return calibrations;
    await folder.writePlan({ plan, calibrations });
    const environment = await folder.readEnvironment();
    await folder.writeEnvironment({ ...environment, serviceCores: environment.serviceCores ?? target.cores });
    return calibrations;
  }

  function calibrateAll(known: readonly Calibration[]) {
    return calibrate(
      plan.cells,
      target,
      signal,
      (what) => display.show(`measuring the service time alone · ${what}`),
      (what, reason) => display.note(`${what} could not be had and is tried again: ${reason}`),
      known,
    );
  }

  async function createFolder(calibrations: readonly Calibration[]) {
    const folder = await createResultsFolder(root, experiment.name, startedAt);
    release = await lockRun(folder.path);
    await folder.writeExperiment(session.yamlText);
    await folder.writeEnvironment({
      ...(await collectEnvironment(target.name, generator.name)),
      serviceCores: target.cores,
    });
    await folder.writePlan({ plan, calibrations });
    return folder;
  }
}
