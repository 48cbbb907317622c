/** How a service got through a rate that rises and falls again. */
export interface RecoverySummary {
  /** What is promised: the p95 of the requests that come in any second. */
  readonly promisedP95Ms: number;
  readonly perTrial: readonly Recovery[];
}

/** Seconds count from the rise of the rate. */
export interface Recovery {
  readonly trial: number;
  /** Seconds before the rise in which the promise was broken: what follows is then not the rise's doing alone. */
  readonly brokenBefore: number;
  /** When the promise was first broken; null where it was kept all the time. */
  readonly brokenAtS: number | null;
  /** When it was first kept again for five seconds on; null where it never was, or was never broken. */
  readonly keptAgainAtS: number | null;
  /** Whether it was kept again, or still, before the rate fell. */
  readonly keptUnderLoad: boolean;
  /** Seconds from the rise on in which it was broken. */
  readonly brokenSeconds: number;
  /** Of the worst second; null where nothing was answered rightly. */
  readonly worstP95Ms: number | null;
  /** Requests without a right answer, whenever they came. */
  readonly lost: number;
  /** Replicas that were ready, summed up over the seconds; null where they are not known. */
  readonly podSeconds: number | null;
  readonly mostReplicas: number | null;
}
