import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { PROBLEMS } from './catalogue.js';

const doc = readFileSync(new URL('../../../../../docs/errors.md', import.meta.url), 'utf8');
const rows = [...doc.matchAll(/^\| `([A-Z_]+)` +\| (\d+) +\|/gm)].map(([, code, status]) => `${code} ${status}`);

describe('docs/errors.md', () => {
  it('has a row for each code with its status, and no row for another', () => {
    const catalogue = Object.entries(PROBLEMS).map(([code, { status }]) => `${code} ${status}`);
    expect(rows.sort()).toEqual(catalogue.sort());
  });
});
