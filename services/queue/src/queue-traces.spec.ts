import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OtlpReceiver } from '../../../test/support/otlp-receiver.js';
import { type Service, startService } from '../../../test/support/service.js';
import { QueueProcesses } from './queue.fixture.js';

let collector: OtlpReceiver;
let upstream: Service;
let queue: QueueProcesses;
let worker: Service;

beforeAll(async () => {
  collector = await OtlpReceiver.start();
  upstream = await startService('upstream', collector.env);
  queue = await QueueProcesses.start({ ...collector.env, UPSTREAM_URL: upstream.url, RETRY_BASE_MS: '1' });
  worker = await queue.startWorker();
});
afterAll(async () => {
  await queue[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
  await collector[Symbol.asyncDispose]();
});

const headersIn = (traceId: string) => ({ traceparent: `00-${traceId}-00f067aa0ba902b7-01`, baggage: 'user=7' });

/** The spans of the runs of a job, one after another. */
async function runsOf(id: string, count: number) {
  const ofJob = () =>
    collector.spans.filter(({ kind, attributes }) => kind === 'CONSUMER' && attributes['messaging.message.id'] === id);
  await collector.until(() => ofJob().length >= count);
  return ofJob().toSorted((a, b) => a.startedAt - b.startedAt);
}

describe('a job that a request waits for', () => {
  it('has a trace of its own, and links lead both ways', async () => {
    const traceId = 'a'.repeat(32);
    const answer = await queue.call('GET', '/request?ms=1&wait=20000', { headers: headersIn(traceId) });
    expect(answer).toMatchObject({ status: 200, traceId });
    const ordered = await collector.trace(traceId, 3);
    const [server, wait, producer] = ['GET /queue/request', 'wait', 'send jobs'].map((name) =>
      ordered.find((span) => span.name === name),
    );
    expect(ordered).toHaveLength(3);
    expect([wait!.parentId, producer!.parentId]).toEqual([server!.spanId, server!.spanId]);
    expect(producer).toMatchObject({ kind: 'PRODUCER', attributes: { 'messaging.destination.name': 'jobs' } });

    const [consumer] = await runsOf(String(producer!.attributes['messaging.message.id']), 1);
    expect(consumer!.traceId).not.toBe(traceId);
    expect(consumer).toMatchObject({
      name: 'process jobs',
      parentId: undefined,
      links: [{ traceId, spanId: producer!.spanId }],
      isError: false,
      attributes: { 'fleetlab.job.attempt': 1, 'fleetlab.workload': 'request' },
      resource: { 'service.name': 'fleetlab-queue-worker' },
    });
    expect(server!.links).toEqual([{ traceId: consumer!.traceId, spanId: consumer!.spanId }]);

    const ran = await collector.trace(consumer!.traceId, 4);
    const run = ran.find(({ name }) => name === 'run')!;
    const client = ran.find(({ kind }) => kind === 'CLIENT')!;
    const far = ran.find(({ kind }) => kind === 'SERVER')!;
    expect([run.parentId, client.parentId, far.parentId]).toEqual([consumer!.spanId, run.spanId, client.spanId]);
    expect(run.resource).toMatchObject({ 'process.pid': worker.process.pid, 'fleetlab.model': 'queue' });
  });
});

describe('a job whose attempts fail', () => {
  it('has a trace for each of them, all linked to the one order; the log names each', async () => {
    const traceId = 'b'.repeat(32);
    const headers = headersIn(traceId);
    const { id } = await queue.post({ workload: 'noop', failTimes: 1 }, headers);
    const job = await queue.untilState(id, 'done');
    const [failed, done] = await runsOf(id!, 2);
    const producer = (await collector.trace(traceId, 2)).find(({ kind }) => kind === 'PRODUCER')!;
    const links = [{ traceId, spanId: producer.spanId }];
    expect(failed).toMatchObject({
      isError: true,
      links,
      attributes: { 'fleetlab.job.attempt': 1, 'error.type': 'DeliberateFailure' },
    });
    expect(failed!.events).toEqual([expect.objectContaining({ name: 'exception' })]);
    expect(done).toMatchObject({ isError: false, links, attributes: { 'fleetlab.job.attempt': 2 } });
    expect(failed!.traceId).not.toBe(done!.traceId);
    expect(job).toMatchObject({ traceId: done!.traceId });
    expect(job).not.toHaveProperty('trace');
    const lines = worker
      .log()
      .split('\n')
      .filter((line) => line.includes(id!));
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ attempt: '1 of 3', traceId: failed!.traceId, spanId: failed!.spanId }),
    ]);
  });

  it('shows the trace of its last run, also as a dead letter', async () => {
    const traceId = 'c'.repeat(32);
    const { id } = await queue.post({ workload: 'noop', failTimes: 1, maxAttempts: 1 }, headersIn(traceId));
    const job = await queue.untilState(id, 'failed');
    const [failed] = await runsOf(id!, 1);
    expect(job).toMatchObject({ traceId: failed!.traceId, error: { name: 'DeliberateFailure' } });
  });
});

describe('a request that waits for a job which fails', () => {
  it('is in error, and links to the run that failed', async () => {
    await using lone = await QueueProcesses.start({
      ...collector.env,
      UPSTREAM_URL: 'http://127.0.0.1:9',
      RETRY_BASE_MS: '1',
    });
    await lone.startWorker();
    const traceId = 'f'.repeat(32);
    const answer = await lone.call('GET', '/request?ms=1&wait=20000', { headers: headersIn(traceId) });
    expect(answer).toMatchObject({ status: 502, code: 'UPSTREAM_FAILED' });
    const ordered = await collector.trace(traceId, 2);
    const server = ordered.find(({ kind }) => kind === 'SERVER')!;
    const producer = ordered.find(({ kind }) => kind === 'PRODUCER')!;
    expect(server).toMatchObject({ isError: true, attributes: { 'error.type': 'UPSTREAM_FAILED' } });
    const last = (await runsOf(String(producer.attributes['messaging.message.id']), 3)).at(-1)!;
    expect(last).toMatchObject({
      isError: true,
      attributes: { 'fleetlab.job.attempt': 3, 'error.type': 'UpstreamError' },
    });
    expect(server.links).toEqual([{ traceId: last.traceId, spanId: last.spanId }]);
  });
});

describe('a job of a request that is not sampled', () => {
  it('makes no span', async () => {
    const before = collector.spans.length;
    const headers = { traceparent: `00-${'d'.repeat(32)}-00f067aa0ba902b7-00` };
    const { id } = await queue.post({ workload: 'noop' }, headers);
    expect(await queue.untilState(id, 'done')).not.toHaveProperty('traceId');
    // One that is sampled comes after it in the same queue of spans.
    const next = await queue.post({ workload: 'noop' }, headersIn('e'.repeat(32)));
    await runsOf(next.id!, 1);
    const ofJob = collector.spans.slice(before).filter(({ attributes }) => attributes['messaging.message.id'] === id);
    expect(ofJob).toEqual([]);
  });
});
