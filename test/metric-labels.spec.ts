import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { PROBLEMS } from '@fleetlab/kit';
import { metric, startService, until, type Service } from './support/service.js';

const ROUNDS = 30;
const DURATION_BUCKETS = 30;

/** What a client can make up: methods that Node knows and HTTP does not, paths, workloads, parameters, headers. */
function inventions(model: string, i: number): string[] {
  const request = (method: string, path: string, headers = '') =>
    `${method} ${path} HTTP/1.1\r\nHost: client-${i}\r\nConnection: close\r\n${headers}\r\n`;
  return [
    ...['PROPFIND', 'MKCOL', 'SEARCH', 'OPTIONS', 'DELETE', 'BREW'].map((method) => request(method, `/${model}/noop`)),
    request('GET', `/client-${i}`),
    request('GET', `/${model}/client-${i}`),
    request('GET', `/${model}/client-${i}/deep?client=${i}`),
    request('GET', `/${model}/noop?client=${i}`),
    request('GET', `/${model}/%client-${i}%`),
    request('GET', `/${model}/sleep?ms=client-${i}`),
    request('GET', `/${model}/noop`, `X-Request-Start: t=client-${i}\r\nTraceparent: client-${i}\r\n`),
    request('HEAD', `/${model}/noop`),
    request('POST', `/${model}/client-${i}`, `Content-Type: client/${i}\r\nContent-Length: 0\r\n`),
    `client-${i}\r\n\r\n`,
  ];
}

async function send({ url }: Service, request: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(request);
  return text(socket);
}

/** Every value that each label of our own families has. */
async function labelValues(service: Service): Promise<Record<string, string[]>> {
  const lines = (await (await fetch(`${service.adminUrl}/metrics`)).text()).split('\n');
  const values: Record<string, Set<string>> = {};
  for (const line of lines.filter((each) => /^(fleetlab_run|fleetlab_response|fleetlab_request|http)_/.test(each))) {
    for (const [, label, value] of line.matchAll(/[{,]([a-z_]+)="([^"]*)"/g))
      (values[label!] ??= new Set()).add(value!);
  }
  return Object.fromEntries(Object.entries(values).map(([label, set]) => [label, [...set].sort()]));
}

describe.each([
  ['async', '1'],
  ['blocking', '2'],
])('the labels of %s', (model, WORKERS) => {
  it('never have a value that a client made up, and every request is counted out again', async () => {
    await using service = await startService(model, { WORKERS, LOG_LEVEL: 'silent' });
    for (let i = 1; i <= ROUNDS; i++) {
      for (const answer of await Promise.all(inventions(model, i).map((request) => send(service, request))))
        expect(answer).toMatch(/^HTTP\/1\.1 \d{3} /);
    }
    const ignored = `fleetlab_request_start_ignored_total{model="${model}"}`;
    await until(async () => (await metric(service, ignored)) === ROUNDS);

    const { le, error_type: errorTypes, ...values } = await labelValues(service);
    expect(le).toHaveLength(DURATION_BUCKETS + 1);
    expect(errorTypes!.filter((type) => type !== '' && !(type in PROBLEMS))).toEqual([]);
    expect(values).toEqual({
      http_request_method: ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', '_OTHER'],
      http_route: ['', `/${model}/:workload`],
      http_response_status_code: ['200', '400', '404', '405'],
      url_scheme: ['http'],
      model: [model],
      workload: ['noop'],
      outcome: ['failed', 'ok'],
    });
    await until(async () => (await metric(service, `fleetlab_run_in_flight{model="${model}"}`)) === 0);
  });
});
