import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { figure } from '../../support/figure.js';
import { ask } from '../../support/fleet.js';
import type { ObservedFleet } from '../../support/observed-fleet.js';
import type { Span } from '../../support/trace-store.js';
import { until } from '../../support/until.js';

export function describeTraces(fleet: ObservedFleet): void {
  describe('a trace', () => {
    it('of a request on threaded has the wait, the run on its thread, the call and what the upstream did', async () => {
      const traceId = await send('/threaded/request?ms=20');
      const [server, wait, run, call, upstream] = await spansNamed(traceId, [
        ['GET /threaded/request', 'fleetlab-threaded'],
        ['wait', 'fleetlab-threaded'],
        ['run', 'fleetlab-threaded'],
        ['GET /delay', 'fleetlab-threaded'],
        ['GET /delay', 'fleetlab-upstream'],
      ]);
      expect([wait, run].map((span) => span!.parentId)).toEqual([server!.spanId, server!.spanId]);
      expect(call!.parentId).toBe(run!.spanId);
      expect(upstream!.parentId).toBe(call!.spanId);
      expect(Number(run!.tags['thread.id'])).toBeGreaterThan(0);
      expect(await fleet.release.readyPods('threaded')).toContain(server!.resource['k8s.pod.name']);
    });

    it('of a job leads from its order to its run in another pod, and back', async () => {
      const traceId = await send('/queue/request?ms=20&wait=30000');
      const [server, producer] = await spansNamed(traceId, [
        ['GET /queue/request', 'fleetlab-queue'],
        ['send jobs', 'fleetlab-queue'],
      ]);
      const [toRun] = server!.links;
      const runTrace = await spansNamed(toRun!.traceId, [
        ['process jobs', 'fleetlab-queue-worker'],
        ['run', 'fleetlab-queue-worker'],
        ['GET /delay', 'fleetlab-upstream'],
      ]);
      const [consumer] = runTrace;
      expect(toRun!.traceId).not.toBe(traceId);
      expect(consumer!.links).toContainEqual({ traceId, spanId: producer!.spanId });
      expect(consumer!.tags['messaging.message.id']).toBe(producer!.tags['messaging.message.id']);
      expect(consumer!.resource['k8s.pod.name']).not.toBe(server!.resource['k8s.pod.name']);
    });

    it('is found by the exemplar of a slow request', async () => {
      const sent = await send('/threaded/sleep?ms=300');
      const traceIds = await until('its exemplar is scraped', async () => {
        const ids = await fleet.prometheus.exemplarTraceIds(
          'fleetlab_response_duration_seconds_bucket{model="threaded",workload="sleep"}',
        );
        return ids.includes(sent) && ids;
      });
      figure('exemplars of threaded sleep in the last ten minutes', traceIds.length);
      const spans = await until('the trace is stored', async () => {
        const found = await fleet.traces.spans(sent);
        return found.length > 0 && found;
      });
      expect(spans.map(({ traceId }) => traceId)).toContain(sent);
    });

    /** Sends a request that asks to be traced. @returns its trace id */
    async function send(path: string): Promise<string> {
      const traceId = randomBytes(16).toString('hex');
      const headers = { traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01` };
      const { status } = await ask(path, { headers });
      expect(status).toBe(200);
      return traceId;
    }

    /** The spans of a trace with these names and services, in this order, once all have arrived. */
    function spansNamed(
      traceId: string,
      wanted: readonly (readonly [name: string, service: string])[],
    ): Promise<Span[]> {
      let seen: readonly Span[] = [];
      return until(`the trace ${traceId} is complete`, async () => {
        seen = await fleet.traces.spans(traceId);
        const found = wanted.map(([name, service]) =>
          seen.find((span) => span.name === name && span.service === service),
        );
        return found.every((span) => span !== undefined) && found;
      }).catch((error: Error) => {
        error.message += ` It has: ${seen.map(({ name, service }) => `${name} of ${service}`).join(', ') || 'nothing'}`;
        throw error;
      });
    }
  });
}
