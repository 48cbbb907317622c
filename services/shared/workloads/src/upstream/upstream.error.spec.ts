import { describe, expect, it } from '@jest/globals';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { UpstreamError } from './upstream.error.js';

const error = new UpstreamError({ kind: 'failed', message: 'The upstream answered 503.', status: 503 });
const facts = { message: error.message, cause: { upstream: 'failed', status: 503 } };

describe('an upstream error', () => {
  it('says in its cause what failed, also after it crossed to another thread', () => {
    const { port1, port2 } = new MessageChannel();
    port1.postMessage(error);
    expect(receiveMessageOnPort(port2)?.message).toMatchObject(facts);
    port1.close();
  });

  it('says it also after a child process sent it as JSON', () => {
    expect(JSON.parse(JSON.stringify(error))).toMatchObject(facts);
  });
});
