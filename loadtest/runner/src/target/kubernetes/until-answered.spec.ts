import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setting } from '../../../fixtures/simulated-run.js';
import { TrialBroken } from '../../trial/trial-broken.js';
import { untilAnswered } from './until-answered.js';

const never = new AbortController().signal;
const { shape } = setting('threaded', { replicas: 2, threads: 4 });
const PODS = new Set(['a', 'b']);

let server: Server;
let baseUrl: string;
/** What answers, one request after another and from the beginning again; a number is a status. */
let answers: (string | number | { pod: string; threads: number })[];
beforeEach(async () => {
  let requests = 0;
  server = createServer((_request, response) => {
    const answer = answers[requests++ % answers.length]!;
    if (typeof answer === 'number') return void response.writeHead(answer).end();
    const { pod, threads } = typeof answer === 'string' ? { pod: answer, threads: 4 } : answer;
    const limits = { slots: { wait: threads, cpu: 2 }, settings: { workers: 1, threads } };
    response.end(JSON.stringify({ pod, limits, cpu: { availableCores: 2, limitCores: null } }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (longestMs?: number, signal = never) =>
  untilAnswered({ baseUrl, headers: {} }, shape, () => PODS, signal, longestMs);

describe('the way through the ingress', () => {
  it('is open once each pod has answered', async () => {
    answers = ['a', 'b'];
    expect((await ask()).limits.slots).toEqual({ wait: 4, cpu: 2 });
  });

  it('is waited for as long as requests still go to pods of before', async () => {
    answers = ['a', 'b', 'old', 'a', 'b', 'a', ...Array.from({ length: 60 }, (_, i) => 'ab'[i % 2]!)];
    await ask();
  });

  it.each([
    ['nobody is behind it', [503], /^No answer through the ingress: http:\S+\/threaded answered 503; expected 200/],
    ['a pod is left out', ['a'], /^The ingress sends no request to b, although ready\.$/],
    ['another pod answers', ['a', 'b', 'x'], /^The ingress sends requests to x, which is not one of .* \(a and b\)/],
    [
      'a pod is set up otherwise',
      [{ pod: 'a', threads: 1 }, 'b'],
      /set up otherwise than they were told: threads is 1/,
    ],
  ])('breaks the trial where %s', async (_, given, message) => {
    answers = given;
    await expect(ask(0)).rejects.toThrow(message);
    await expect(ask(0)).rejects.toBeInstanceOf(TrialBroken);
  });

  it('is not tried any more once the run is interrupted', async () => {
    answers = [503];
    await expect(ask(undefined, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  });
});
