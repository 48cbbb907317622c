import { describe, expect, it } from '@jest/globals';
import { decodeWriteRequest } from '../../fixtures/decode-write-request.js';
import { encodeWriteRequest } from './write-request.js';

describe('a remote write', () => {
  it('has a series a sample, with its labels in order and none that is empty', () => {
    const labels = { zone: 'z', experiment: 'quick', via: '', A: 'ä "quoted"' };
    const body = encodeWriteRequest([
      { name: 'metric', labels, value: 12.5, timestampMs: 1_795_000_000_123 },
      { name: 'other', labels: {}, value: 0, timestampMs: 1 },
    ]);
    expect(decodeWriteRequest(body)).toEqual([
      {
        labels: [
          ['A', 'ä "quoted"'],
          ['__name__', 'metric'],
          ['experiment', 'quick'],
          ['zone', 'z'],
        ],
        samples: [{ value: 12.5, timestampMs: 1_795_000_000_123 }],
      },
      { labels: [['__name__', 'other']], samples: [{ value: 0, timestampMs: 1 }] },
    ]);
  });
});
