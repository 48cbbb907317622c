import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { fastify } from 'fastify';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { HttpRequestMetric } from '../metrics/http-request.metric.js';
import { answerUnreadablePath } from './unreadable-path.js';

describe('a path that cannot be decoded', () => {
  it.each([1, 3])('is answered 400 as a problem, counted as one of no route, and logged: %i of them', async (times) => {
    const registry = new Registry();
    const lines: object[] = [];
    const logger = { info: (line: object) => lines.push(line) } as unknown as Logger;
    await using server = fastify({ frameworkErrors: answerUnreadablePath(new HttpRequestMetric(registry), logger) });
    const url = await server.listen({ port: 0, host: '127.0.0.1' });
    for (let i = 0; i < times; i++) {
      const [[, response], answer] = (await Promise.all([once(server.server, 'request'), fetch(`${url}/%ff`)])) as [
        [unknown, import('node:http').ServerResponse],
        Response,
      ];
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(await answer.json()).toMatchObject({ status: 400, code: 'INVALID_BODY' });
      if (!response.writableFinished) await once(response, 'finish');
    }
    expect(lines).toEqual(Array(times).fill({ code: 'INVALID_BODY', status: 400, url: '/%ff', traceId: null }));
    expect(await registry.metrics()).toMatch(
      new RegExp(`_count{[^}]*http_route="",http_response_status_code="400"[^}]*error_type="INVALID_BODY"} ${times}\n`),
    );
  });
});
