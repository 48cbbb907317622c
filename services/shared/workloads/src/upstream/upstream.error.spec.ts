import { describe, expect, it } from '@jest/globals';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { asUpstreamError, UpstreamError } from './upstream.error.js';

const error = new UpstreamError({ kind: 'failed', message: 'The upstream answered 503.', status: 503 });

describe('an upstream error', () => {
  it('is known again after it crossed to another thread', () => {
    const { port1, port2 } = new MessageChannel();
    port1.postMessage(error);
    const received: unknown = receiveMessageOnPort(port2)?.message;
    port1.close();
    expect(asUpstreamError(received)).toMatchObject({ kind: 'failed', message: error.message, status: 503 });
  });

  it('is known again after a child process sent it as JSON', () => {
    const received: unknown = Object.assign(new Error(), JSON.parse(JSON.stringify(error)));
    expect(asUpstreamError(received)).toMatchObject({ kind: 'failed', message: error.message, status: 503 });
  });

  it('is itself where it crossed nothing', () => {
    expect(asUpstreamError(error)).toBe(error);
  });

  it.each([new Error('other', { cause: 'upstream' }), new Error('other'), null, undefined, 'failed', { cause: {} }])(
    'is not %p',
    (other) => {
      expect(asUpstreamError(other)).toBeNull();
    },
  );
});
