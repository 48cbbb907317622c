import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { diag, DiagLogLevel } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { decodeTraceRequest } from '../../../../../../../test/support/otlp-decoder.js';
import { KIND } from '../../span-draft.js';
import { FinishedSpan } from '../finished-span.js';
import { ThreadSpanProcessor } from './thread-span.processor.js';

const BOUNDS = { maxQueueSize: 5, maxExportBatchSize: 2, scheduledDelayMillis: 1000, exportTimeoutMillis: 3000 };
const origin = { resource: resourceFromAttributes({}), instrumentationScope: { name: 'kit' } };

/** Takes what it is sent, and says how it went when it is told to. */
class FakeThread {
  /** The names of the spans of each export. */
  readonly exports: string[][] = [];
  readonly answers: PromiseWithResolvers<void>[] = [];
  isStopped = false;

  send(body: Uint8Array): Promise<void> {
    const names = JSON.stringify(decodeTraceRequest(body)).matchAll(/"(span \d+)"/g);
    this.exports.push([...names].map(([, name]) => name!));
    const answer = Promise.withResolvers<void>();
    this.answers.push(answer);
    return answer.promise;
  }

  async succeed(): Promise<void> {
    this.answers.shift()!.resolve();
    await settled();
  }

  stop(): Promise<void> {
    this.isStopped = true;
    return Promise.resolve();
  }
}

/** Promises that follow one from another have all had their turn. */
const settled = () => jest.advanceTimersByTimeAsync(0);

describe('spans that are exported from a thread', () => {
  let thread: FakeThread;
  let processor: ThreadSpanProcessor;
  const said: string[] = [];

  beforeEach(() => {
    jest.useFakeTimers();
    thread = new FakeThread();
    processor = new ThreadSpanProcessor(BOUNDS, thread);
    const say = (message: string) => void said.push(message);
    diag.setLogger({ error: say, warn: say, info: say, debug: say, verbose: say }, DiagLogLevel.WARN);
  });
  afterEach(() => {
    jest.useRealTimers();
    diag.disable();
    said.length = 0;
  });

  function end(from: number, to = from): void {
    for (let count = from; count <= to; count++) {
      const ids = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), parentId: undefined };
      const draft = { ...ids, name: `span ${count}`, kind: KIND.internal, startedAt: 1, finishedAt: 2 };
      processor.onEnd(new FinishedSpan(draft, origin));
    }
  }

  it('go as soon as a batch is full, and one batch after another', async () => {
    end(1, 4);
    expect(thread.exports).toEqual([['span 1', 'span 2']]);
    await thread.succeed();
    expect(thread.exports.slice(1)).toEqual([['span 3', 'span 4']]);
    await thread.succeed();
    end(5, 6);
    expect(thread.exports.slice(2)).toEqual([['span 5', 'span 6']]);
  });

  it('wait no longer than they may', () => {
    end(1);
    jest.advanceTimersByTime(999);
    expect(thread.exports).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(thread.exports).toEqual([['span 1']]);
  });

  it('are let go where the queue is full, which is told with their number', async () => {
    end(1, 10);
    await thread.succeed();
    expect(said).toEqual([expect.stringContaining('3 spans were dropped')]);
    await thread.succeed();
    end(11);
    void processor.forceFlush();
    await thread.succeed();
    expect(thread.exports.flat()).toEqual([1, 2, 3, 4, 5, 6, 7, 11].map((count) => `span ${count}`));
  });

  it('are given up where the collector takes too long or refuses, which is told, and the next go', async () => {
    end(1, 6);
    await jest.advanceTimersByTimeAsync(3000);
    expect(said).toEqual([expect.stringContaining('2 spans could not be exported: no answer in 3000 ms')]);
    thread.answers[1]!.reject(new Error('refused'));
    await settled();
    expect(said.slice(1)).toEqual([expect.stringContaining('refused')]);
    expect(thread.exports).toHaveLength(3);
  });

  it('gather while an export is under way, and wait their time from its end on', async () => {
    end(1, 2);
    end(3);
    await jest.advanceTimersByTimeAsync(2000);
    expect(thread.exports).toHaveLength(1);
    await thread.succeed();
    jest.advanceTimersByTime(999);
    expect(thread.exports).toHaveLength(1);
    jest.advanceTimersByTime(1);
    expect(thread.exports.slice(1)).toEqual([['span 3']]);
  });

  it('go all when it ends, however long an export takes, and the thread with them; what ends later does not', async () => {
    end(1, 5);
    const ended = processor.shutdown();
    end(6);
    expect(thread.exports).toEqual([['span 1', 'span 2'], ['span 3', 'span 4'], ['span 5']]);
    await thread.succeed();
    await thread.succeed();
    expect(thread.isStopped).toBe(false);
    await thread.succeed();
    await ended;
    expect(thread.isStopped).toBe(true);
  });

  it('are let go where they cannot be read, and harm no other', async () => {
    const ids = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), parentId: undefined };
    const failure = { type: 'INTERNAL', exception: Object.create(null) as unknown };
    processor.onEnd(
      new FinishedSpan({ ...ids, name: 'bad', kind: KIND.internal, startedAt: 1, finishedAt: 2, failure }, origin),
    );
    end(1, 2);
    await thread.succeed();
    expect(thread.exports).toEqual([['span 1', 'span 2']]);
    expect(said).toEqual([expect.stringContaining('1 spans were dropped')]);
  });
});
