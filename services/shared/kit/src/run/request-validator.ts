import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod';
import { Problem } from '../errors/problem.js';
import { invalidParameter } from './invalid-parameter.js';
import type { RunRequest } from './run.service.js';
import { RUN_CATALOGUE, type RunCatalogue } from './workload.types.js';

/** Clients repeat themselves, load generators above all. A query that is longer, or one beyond so many, is parsed each time. */
const MAX_REMEMBERED = 1000;
const MAX_REMEMBERED_LENGTH = 200;

/** Tells a request that can be run from one that cannot. */
@Injectable()
export class RequestValidator {
  private readonly params: ReadonlyMap<string, z.ZodType<object>>;
  private readonly optionKeys: readonly string[];
  private readonly parsedByUrl = new Map<string, RunRequest>();

  constructor(@Inject(RUN_CATALOGUE) private readonly catalogue: RunCatalogue) {
    this.params = new Map(catalogue.workloads.map(({ name, params }) => [name, params]));
    this.optionKeys = Object.keys(catalogue.options.shape);
  }

  /**
   * Parses the request at a URL. What was parsed before for the same URL is given again: parsing is a good part of what the kit adds to a noop.
   *
   * @param url the path and the query, as they were sent
   * @throws Problem UNKNOWN_WORKLOAD or INVALID_PARAMETER
   */
  parseAt(url: string, workload: string, query: Readonly<Record<string, unknown>>): RunRequest {
    const before = this.parsedByUrl.get(url);
    if (before) return before;
    const run = this.parse(workload, query);
    if (this.parsedByUrl.size < MAX_REMEMBERED && url.length <= MAX_REMEMBERED_LENGTH) this.parsedByUrl.set(url, run);
    return run;
  }

  /**
   * @param query parameters by name, as strings or numbers; a repeated one is an array
   * @throws Problem UNKNOWN_WORKLOAD or INVALID_PARAMETER
   */
  private parse(workload: string, query: Readonly<Record<string, unknown>>): RunRequest {
    const schema = this.schemaOf(workload);
    const { own, options } = this.split(query);
    return {
      workload,
      params: this.check(schema, own, this.optionKeys),
      options: this.check(this.catalogue.options, options) as RunRequest['options'],
    };
  }

  /**
   * Parses a workload's own parameters, where they come without the model's options: in the body of a job.
   *
   * @throws Problem UNKNOWN_WORKLOAD or INVALID_PARAMETER
   */
  parseParams(workload: string, params: Readonly<Record<string, unknown>>): object {
    return this.check(this.schemaOf(workload), params);
  }

  private schemaOf(workload: string): z.ZodType<object> {
    const schema = this.params.get(workload);
    if (schema) return schema;
    const known = [...this.params.keys()].join(', ');
    throw new Problem('UNKNOWN_WORKLOAD', `There is no workload "${workload}". There are ${known}.`, {
      value: workload,
    });
  }

  private split(query: Readonly<Record<string, unknown>>) {
    if (this.optionKeys.length === 0) return { own: query, options: {} };
    const entries = Object.entries(query);
    const isOption = ([key]: [string, unknown]) => this.optionKeys.includes(key);
    return {
      own: Object.fromEntries(entries.filter((entry) => !isOption(entry))),
      options: Object.fromEntries(entries.filter(isOption)),
    };
  }

  private check<T>(schema: z.ZodType<T>, values: Readonly<Record<string, unknown>>, others: readonly string[] = []): T {
    const parsed = schema.safeParse(values);
    if (parsed.success) return parsed.data;
    throw invalidParameter(parsed.error, values, [...parameterNames(schema), ...others]);
  }
}

function parameterNames(schema: z.ZodType): string[] {
  return Object.keys(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }).properties ?? {});
}
