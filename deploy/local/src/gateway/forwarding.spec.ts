import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it, jest } from '@jest/globals';
import { Balancer } from './balancer.js';
import { Forwarding } from './forwarding.js';

describe('Forwarding', () => {
  it('reads no more from the replica than the client takes', () => {
    const client = Object.assign(new EventEmitter(), { write: jest.fn(() => false) });
    const request = { method: 'GET', headers: {} } as IncomingMessage;
    const target = { path: '/threaded/noop', headers: [] };
    const forwarding = new Forwarding(request, client as unknown as ServerResponse, 'threaded', new Balancer(), target);
    const controller = {
      aborted: false,
      paused: false,
      reason: null,
      abort: jest.fn(),
      pause: jest.fn(),
      resume: jest.fn(),
    };

    forwarding.onResponseData(controller, Buffer.from('more than it takes'));
    expect([controller.pause, controller.resume].map(({ mock }) => mock.calls.length)).toEqual([1, 0]);
    client.emit('drain');
    expect(controller.resume).toHaveBeenCalledTimes(1);
  });
});
