import { panelsOf } from '@fleetlab/dashboards/replay';
import { describe, expect, it } from '@jest/globals';
import { faultsOfSchema } from './house-rules/schema.js';
import { shippedDashboards } from './house-rules/shipped.js';

describe("Grafana's own types", () => {
  it('hold for the dashboards and for the options of all their panels', () => {
    expect(faultsOfSchema(shippedDashboards())).toEqual([]);
  });

  it('do not hold for a value that is none, nor for an option that is misspelt', () => {
    const { compare, queue, service, fleet } = shippedDashboards();
    Object.assign(panelsOf(compare!)[0]!.options as object, { mapping: 'automatic' });
    Object.assign(panelsOf(queue!)[0]!.options as object, { tooltips: {} });
    Object.assign(service!, { graphTooltip: 'crosshair' });
    Object.assign(fleet!.panels![1]!, { type: 'graph' });
    expect(faultsOfSchema({ compare: compare!, queue: queue!, service: service!, fleet: fleet! })).toEqual([
      'there is no schema for panels of type graph',
      expect.stringContaining('"automatic"'),
      expect.stringContaining('tooltips'),
      expect.stringMatching(/^export const service: .*Type 'string' is not assignable/),
    ]);
  });
});
