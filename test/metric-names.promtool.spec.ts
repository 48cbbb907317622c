import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { AllServices } from './support/all-services.js';

/** What promtool has against names that are not ours: Node's, as the metrics library gives them. */
const ALLOWED = [
  'nodejs_active_handles_total non-counter metrics should not have "_total" suffix',
  'nodejs_active_requests_total non-counter metrics should not have "_total" suffix',
  'nodejs_active_resources_total non-counter metrics should not have "_total" suffix',
  "nodejs_eventloop_utilization_histogram metric name should not include type 'histogram'",
  "nodejs_eventloop_utilization_summary metric name should not include type 'summary'",
];

describe('promtool', () => {
  it("finds no fault with the metrics of any service but the known ones of Node's", async () => {
    await using all = await AllServices.start();
    for (const [service, text] of await all.expositions()) {
      const { stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
      const complaints = `${stdout}${stderr}`.split('\n').filter(Boolean);
      expect([service, complaints.sort()]).toEqual([service, ALLOWED]);
    }
  });
});
