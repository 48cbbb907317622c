import type * as z from 'zod';

/** What the kit needs to know of a workload: enough to check a request and to describe it. */
export interface WorkloadDescription {
  readonly name: string;
  readonly summary: string;
  readonly params: z.ZodType<object>;
}

/** The parameters a model adds to each workload's own; no key of it may be a workload's. */
export type OptionsSchema = z.ZodObject<Record<string, z.ZodType>>;

/** Everything that tells one service's routes from another's. */
export interface RunCatalogue {
  readonly model: string;
  readonly workloads: readonly WorkloadDescription[];
  readonly options: OptionsSchema;
  readonly openApi: OpenApiAdditions;
}

/** What a model answers besides what all models do, for its OpenAPI document. */
export interface OpenApiAdditions {
  /** Path items by path. */
  readonly paths: Readonly<Record<string, object>>;
  /** Responses of each run by status, besides 200. */
  readonly responses: Readonly<Record<string, object>>;
}

export const RUN_CATALOGUE = Symbol('RUN_CATALOGUE');
