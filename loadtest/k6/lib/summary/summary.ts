import { config } from '../config.ts';
import { type PhaseFigures, type Report, figuresOf } from './figures.ts';
import { lastLine } from '../samples.ts';
import type { SummaryData } from './summary-data.ts';
import { figure, tableOf } from './table.ts';

const HEAD = ['', 'right', 'failed', 'req/s', 'p50 ms', 'p95 ms', 'p99 ms', 'max ms', 'waited p95', 'ran p50'];

const NOTHING_MEASURED = ['Nothing was measured; what is wrong was said before.', 'FAILED'];

type Figures = ReturnType<typeof figuresOf>;

/** What k6 calls at the end of a run: some lines for people, and the same in JSON where SUMMARY names a file. */
export function summaryOf(report: Report): (data: SummaryData) => Record<string, string> {
  return (data) => {
    const figures = figuresOf(report, data);
    const more = report.more?.(data);
    const head = [report.question, `${report.title}; ${report.baseUrl}; ${tagsIn(report)}`];
    const table = [...tableOf(HEAD, figures.phases.map(rowOf)), ...(more?.lines ?? [])];
    const lines = [...head, ...(figures.wasAsked ? [...table, ...verdictOf(figures)] : NOTHING_MEASURED)];
    const { script, question, title, baseUrl, tags, load, warmupMs } = report;
    const said = { script, question, title, baseUrl, tags, load, warmupMs };
    const json = { schemaVersion: 1, ...said, ...figures, ...more?.figures };
    return {
      stdout: config.SAMPLES ? lastLine(data) : `\n${lines.join('\n')}\n`,
      ...(config.SUMMARY && { [config.SUMMARY]: `${JSON.stringify(json, null, 2)}\n` }),
    };
  };
}

function tagsIn({ tags: { replicas, workers, threads, trial, experiment } }: Report) {
  return `replicas ${replicas}, workers ${workers}, threads ${threads}, experiment ${experiment}, trial ${trial}`;
}

function rowOf({ name, requests, throughputPerS, responseMs, waitMs, runMs }: PhaseFigures) {
  const counts = [String(requests.right), String(requests.failed), figure(throughputPerS)];
  const response = [responseMs?.p50, responseMs?.p95, responseMs?.p99, responseMs?.max];
  return [name, ...counts, ...[...response, waitMs?.p95, runMs?.p50].map(figure)];
}

/** How a run ended that did so before its time. */
const ENDED_BY_RULE = 'The run ended before its time.';
const ENDED_BY_HAND = 'The run was ended before its time, by no rule of its own: its figures say nothing of the fleet.';

function verdictOf({ phases, rules, endedEarly, neverStarted, passed }: Figures): string[] {
  const crossed = rules.filter(({ held }) => !held);
  const endedBy = crossed.filter(({ endsRun }) => endsRun);

  const failures = phases.flatMap(({ name, requests }) => {
    const kinds = Object.entries(requests.failures).filter(([, count]) => count > 0);
    return kinds.map(([kind, count]) => `${name}: ${count} ${kind}.`);
  });
  return [
    ...failures,
    ...(neverStarted > 0 ? [`${neverStarted} were never started.`] : []),
    ...(endedEarly ? [endedBy.length > 0 ? ENDED_BY_RULE : ENDED_BY_HAND] : []),
    // What a whole run would have done is not known of a part of one.
    ...(endedEarly ? endedBy : crossed).map((rule) => rule.crossed),
    passed ? 'PASSED' : 'FAILED',
  ];
}
