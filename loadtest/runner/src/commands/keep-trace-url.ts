import type { ResultsFolder } from '../results/results-folder.js';

/** Notes with a run where its traces can be looked at, so that every report of it has the links. */
export async function keepTraceUrl(folder: ResultsFolder, traceUrl: string | undefined): Promise<void> {
  if (traceUrl === undefined) return;
  await folder.writeEnvironment({ ...(await folder.readEnvironment()), traceUrl });
}
