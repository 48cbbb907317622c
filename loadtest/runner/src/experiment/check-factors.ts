import { workloadNamed } from '@fleetlab/workloads';
import type { z } from 'zod';
import { loadId, workId } from './cell-id.js';
import { formatCpu } from './cpu-quantity.js';
import type { Experiment, Matrix } from './experiment.js';
import { isSteady } from './steady-load.js';
import { listCells } from './list-cells.js';
import { pairedCell } from './twin.js';
import type { StalledRequest, Work } from './plan.js';

/** More than this is a slip of the pen: at a few seconds a trial it is a day and a night. */
const MAX_CELLS = 1_000;

/** What only shows when factors are seen together. Runs once each factor is right by itself. */
export function checkFactors({ matrix, trial, slo }: Experiment, context: z.core.$RefinementCtx): void {
  const problem = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path: ['matrix', ...path], message });

  for (const [factor, values] of Object.entries(namesByFactor(matrix)))
    for (const [index, name] of values.entries())
      if (values.indexOf(name) < index) problem([factor, index], `found ${name} again; each value is given once.`);

  for (const [index, load] of matrix.load.entries()) {
    if (load.kind !== 'burst' || !load.stalled) continue;
    for (const work of matrix.workload) {
      const fault = faultOfStalled(load.stalled, work);
      if (fault) problem(['load', index, 'burst', 'stalled', 'params'], fault);
    }
  }

  const step = matrix.load.findIndex(({ kind }) => kind === 'step');
  if (step >= 0 && slo?.p95Ms == null)
    problem(
      ['load', step],
      'found a step without slo.p95; allowed: with it, so that it can be told when that holds again.',
    );

  const steady = matrix.load.findIndex(isSteady);
  if (steady >= 0 && matrix.autoscale.some((choice) => choice !== null))
    problem(['load', steady], 'found a steady load for an autoscaler, whose slots change; allowed: step and burst.');

  if (trial.pair && !pairedCell(matrix.load.map((load) => ({ load }))))
    context.addIssue({
      code: 'custom',
      path: ['trial', 'pair'],
      message: 'found true where no load is closed or open; allowed: false, since there is no throughput to compare.',
    });

  const sliced = matrix.model.includes('async') ? matrix.via.indexOf('sliced') : -1;
  const unsliceable = matrix.workload.flatMap(namesOf).find((name) => !workloadNamed(name).sliced);
  if (sliced >= 0 && unsliceable !== undefined) {
    problem(
      ['via', sliced],
      `found sliced for ${unsliceable}, which only waits; allowed: loop, blocking, thread, process.`,
    );
  }

  const cells = listCells(matrix).length;
  if (cells === 0) problem(['autoscale'], 'found no max above any of replicas; allowed: one above, or off beside it.');
  if (cells > MAX_CELLS) problem([], `found ${cells} combinations of factors; allowed: at most ${MAX_CELLS}.`);
}

function namesByFactor(matrix: Matrix): Record<keyof Matrix, string[]> {
  return {
    model: [...matrix.model],
    via: [...matrix.via],
    replicas: matrix.replicas.map(String),
    workers: matrix.workers.map(String),
    threads: matrix.threads.map(String),
    workload: matrix.workload.map(workId),
    autoscale: matrix.autoscale.map(autoscaleName),
    load: matrix.load.map(loadId),
    cpuLimit: (matrix.cpuLimit ?? []).map(formatCpu),
  };
}

function autoscaleName(choice: Matrix['autoscale'][number]): string {
  return choice ? `max ${choice.maxReplicas}, cpu ${choice.targetPercent}` : 'off';
}

function namesOf(work: Work): string[] {
  return work.kind === 'single' ? [work.name] : work.parts.map(({ name }) => name);
}

function faultOfStalled({ params }: StalledRequest, work: Work): string | undefined {
  if (work.kind === 'mix') return 'found a mix among the workloads; allowed: single workloads, so that one can stall.';
  const parsed = workloadNamed(work.name).params.safeParse({ ...work.params, ...params });
  if (parsed.success) return undefined;
  const faults = parsed.error.issues.map(({ path, message }) => [...path, message].join(' '));
  return `found parameters that ${work.name} does not take: ${faults.join(', ')}.`;
}
