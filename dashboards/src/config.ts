/** What all dashboards and rules have in common. Nothing here comes from the environment: what is generated is committed. */

/** The models, each with the colour it has in every panel. */
export const MODEL_COLOURS = { blocking: 'red', threaded: 'blue', async: 'green', queue: 'purple' } as const;

/** Values of the target label `component`: what a pod is. */
export const COMPONENTS = [...Object.keys(MODEL_COLOURS), 'queue-worker', 'upstream'];

/** Grafana's names of units. Times are seconds, sizes bytes and shares 0 to 1, as the metrics are. */
export const UNITS = {
  seconds: 's',
  perSecond: 'reqps',
  eventsPerSecond: 'cps',
  share: 'percentunit',
  bytes: 'bytes',
  number: 'short',
  cores: 'none',
  text: 'string',
} as const;

export type Unit = (typeof UNITS)[keyof typeof UNITS];

export const DASHBOARDS = {
  /** UIDs are this and the file's name: they are in links that people keep. */
  uidPrefix: 'fleetlab-',
  tag: 'fleetlab',
  from: 'now-30m',
  refresh: '10s',
  /** What Grafana 11.0 writes; later ones bring it up to date when they load it. */
  schemaVersion: 39,
} as const;

/**
 * How often a process looks at its event loop, which is the least delay that the library can report; the kit's
 * LOOP_SAMPLING_MS.
 */
export const LOOP_SAMPLING_SECONDS = 0.02;

export const RUNBOOK = 'https://github.com/fleetlab/fleetlab/blob/main/docs/runbook.md';

/** From where on something is worth a look, for thresholds in panels and for alerts alike. */
export const LIMITS = {
  errorShare: 0.05,
  responseP95Seconds: 5,
  rejectedPerSecond: 0.1,
  /** Below this a wait that is longer than the work harms nobody. */
  waitSeconds: 0.1,
  throttledShare: 0.25,
  loopLagSeconds: 0.25,
  loopUtilisation: 0.9,
  jobAgeSeconds: 60,
  restarts: 3,
  redeliveries: 3,
} as const;
