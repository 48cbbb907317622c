import type { Load } from '../../experiment/plan.js';
import type { RequestSample } from '../../trial/trial.js';
import type { PlacedSample } from './replay.js';

/** What became of each request of a burst, in milliseconds since the burst. */
export function burstTimeline(samples: readonly PlacedSample[], load: Load, burstAt: number): RequestSample[] {
  const stalled = load.kind === 'burst' ? load.stalled?.request : undefined;
  return samples.map((sample) => {
    const { request, sentAt, answeredAt, answer, sentMs } = sample;
    const times = { request, stalled: request === stalled, sentMs: sentAt - burstAt, answeredMs: answeredAt - burstAt };
    if (!answer.isRight) {
      return { ...times, startedMs: null, finishedMs: null, pid: null, threadId: null, failure: answer.failure };
    }
    const startAt = sentAt - sentMs;
    return {
      ...times,
      startedMs: startAt + answer.startedAt - burstAt,
      finishedMs: startAt + answer.finishedAt - burstAt,
      pid: answer.pid,
      threadId: answer.threadId,
      failure: null,
    };
  });
}
