import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { PROBLEMS } from './gateway-problem.js';

describe('the problems of the gateway', () => {
  it('are those that the README explains', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const explained = [...readme.matchAll(/^\| ([A-Z_]+) +\| (\d+) +\|/gm)].map(([, code, status]) => [
      code,
      Number(status),
    ]);
    expect(explained).toEqual(Object.entries(PROBLEMS).map(([code, { status }]) => [code, status]));
  });
});
