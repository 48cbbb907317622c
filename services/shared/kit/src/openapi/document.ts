import * as z from 'zod';
import { PROBLEMS } from '../errors/catalogue.js';
import type { RunCatalogue, WorkloadDescription } from '../run/workload.types.js';
import { PROBLEM_SCHEMA, RUN_ANSWER_SCHEMA } from './schemas.js';

/** The OpenAPI 3.1 document of one model, made of the same schemas that check its requests. */
export function openApiDocument(catalogue: RunCatalogue, version: string): object {
  return {
    openapi: '3.1.0',
    info: { title: `fleetlab ${catalogue.model}`, version },
    paths: {
      [`/${catalogue.model}`]: {
        get: { summary: 'What this service is', responses: { 200: { description: 'Model, limits, versions' } } },
      },
      ...Object.fromEntries(
        catalogue.workloads.map((workload) => [
          `/${catalogue.model}/${workload.name}`,
          { get: operation(workload, catalogue) },
        ]),
      ),
      ...catalogue.openApi.paths,
    },
    components: { schemas: { RunAnswer: RUN_ANSWER_SCHEMA, Problem: PROBLEM_SCHEMA } },
  };
}

function operation({ name, summary, params }: WorkloadDescription, { options, openApi }: RunCatalogue): object {
  return {
    operationId: name,
    summary,
    parameters: [...queryParameters(params), ...queryParameters(options)],
    responses: {
      200: { description: 'The work is done', content: { 'application/json': { schema: reference('RunAnswer') } } },
      ...openApi.responses,
      default: {
        description: `A problem; its code is one of ${Object.keys(PROBLEMS).join(', ')}`,
        content: { 'application/problem+json': { schema: reference('Problem') } },
      },
    },
  };
}

function queryParameters(schema: z.ZodType): object[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: 'query',
    required: required.includes(name) && !(typeof property === 'object' && 'default' in property),
    schema: property,
  }));
}

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
