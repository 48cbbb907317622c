import { describe, expect, it } from '@jest/globals';
import { header, integerBetween, listOf, origin, pushUrl, shareBetween0And1, traceUrl } from './options.js';

describe('an option', () => {
  it('that counts takes whole numbers between its bounds', () => {
    const parse = integerBetween(1, 32);
    expect(parse('32')).toBe(32);
    for (const text of ['0', '33', '1.5', '-1', '1e1', '', ' ', 'four'])
      expect(() => parse(text)).toThrow('Expected a whole number from 1 to 32.');
  });

  it('that is a share takes numbers from 0 to 1', () => {
    expect([shareBetween0And1('0'), shareBetween0And1('0.25'), shareBetween0And1('1')]).toEqual([0, 0.25, 1]);
    for (const text of ['', '1.1', '-0.1', '10%'])
      expect(() => shareBetween0And1(text)).toThrow('Expected a number from 0 to 1.');
  });

  it('that is a list takes each known value once', () => {
    const parse = listOf(['async', 'queue', 'threaded']);
    expect(parse('queue, async,queue')).toEqual(['queue', 'async']);
    for (const text of ['', 'async,', 'asinc'])
      expect(() => parse(text)).toThrow('Expected a list such as async,queue of async, queue, threaded.');
    expect(() => parse('threaded,asnyc')).toThrow('Did you mean "async"?');
  });

  it('that is the address of a fleet takes no more than that', () => {
    expect([origin('http://127.0.0.1:8080/'), origin('https://Fleet.test')]).toEqual([
      'http://127.0.0.1:8080',
      'https://fleet.test',
    ]);
    for (const text of ['', '127.0.0.1:8080', 'ftp://a', 'http://a/b', 'http://a?b', 'http://me:you@a', 'http://'])
      expect(() => origin(text)).toThrow(/^Expected an address/);
  });

  it('that is the address of a server for metrics or traces takes a whole one', () => {
    expect(pushUrl('http://prometheus:9090/api/v1/write')).toBe('http://prometheus:9090/api/v1/write');
    expect(() => pushUrl('prometheus:9090')).toThrow(/^Expected an address/);
    expect(traceUrl('http://a/trace/{traceId}')).toBe('http://a/trace/{traceId}');
    expect(() => traceUrl('http://a/trace/')).toThrow(/Expected \{traceId\}/);
    expect(() => traceUrl('javascript:{traceId}')).toThrow(/^Expected an address/);
  });

  it('that is a header may be given again, and is none that the generator sets', () => {
    const first = header('Host: fleet.test');
    expect(header('Authorization: Bearer a:b', first)).toEqual({ host: 'fleet.test', authorization: 'Bearer a:b' });
    for (const text of ['Host', 'Host:', ': x', 'a b: c']) expect(() => header(text)).toThrow(/^Expected a name/);
    expect(() => header('traceparent: 00-')).toThrow('traceparent is set by fleetlab itself.');
  });
});
