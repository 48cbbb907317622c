import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import type { Model } from '../experiment/plan.js';
import { readSlots } from './read-slots.js';

const CORES = 6;

describe('the slots of a deployment', () => {
  it('are those of all replicas, as far as there are cores', async () => {
    expect(await ask('threaded', { wait: 4, cpu: 4 })).toEqual({ wait: 8, cpu: 6 });
  });

  it('stay unbounded', async () => {
    expect(await ask('async', { wait: null, cpu: 1 })).toEqual({ wait: null, cpu: 2 });
  });

  it('of a queue are counted by its API already', async () => {
    expect(await ask('queue', { wait: 8, cpu: 2 })).toEqual({ wait: 8, cpu: 2 });
  });

  it('cannot be had from a service that does not answer well', async () => {
    await expect(ask('queue', null)).rejects.toThrow(/\/queue answered 503; expected 200 with its slots\./);
  });
});

/** Two replicas of a model, whose services say this of themselves. */
async function ask(model: Model, slots: object | null) {
  const server = createServer((request, response) => {
    response.statusCode = slots && request.url === `/${model}` ? 200 : 503;
    response.setHeader('connection', 'close').end(JSON.stringify({ limits: { slots, settings: {} } }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    return await readSlots(url, { model, replicas: 2, workers: 1, threads: 1 }, CORES, new AbortController().signal);
  } finally {
    server.close();
  }
}
