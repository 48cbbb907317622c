import { describe, expect, it } from '@jest/globals';
import { stripVTControlCharacters } from 'node:util';
import { gridRun, quickRun, stalledFifthRun } from '../../../fixtures/simulated-run.js';
import { summarise } from '../../analysis/summarise.js';
import { printTable } from './print-table.js';

const quick = quickRun();
const summary = summarise(quick);
/** The first trial of the second cell has failures, and the third cell's trials disagree. */
const blemished = summarise({
  ...quick,
  trials: quick.trials.map((trial, index) => {
    if (index === 1) return { ...trial, requests: { ...trial.requests, failed: 4, failures: { ECONNRESET: 4 } } };
    return index === 2 ? { ...trial, throughputPerS: 60 } : trial;
  }),
});

const plain = (columns: number, of = summary) => printTable(of, { columns, color: false });

describe('the table of a terminal', () => {
  it.each([80, 100, 200])('has no line longer than %i columns', (columns) => {
    for (const each of [summary, blemished, summarise(gridRun()), summarise(stalledFifthRun())]) {
      for (const line of plain(columns, each).split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
    }
  });

  it('shows every cell with its slots, rate, interval, prediction, p95 and verdict in 80 columns, and cuts no number', () => {
    const text = plain(80);
    expect(text.match(/ valid$/gm)).toHaveLength(summary.cells.length);
    expect(text).not.toContain('…');
    expect(text).toMatch(/^setting +slots +req\/s +±\u00a095\u00a0% +pred(icted|\.) +att(ained|\.) +p95 ms +verdict$/m);
  });

  it('says in one line what had no room', () => {
    expect(plain(80)).toMatch(/^clients, p50, p99, wait p95, CPU, RSS and failed are in the report\.$/m);
    expect(plain(200)).not.toContain('in the report');
  });

  it('writes settings in letters rather than to cut them, and explains the letters', () => {
    const text = plain(80, summarise(gridRun()));
    expect(text).not.toContain('…');
    expect(text.includes('r, w and t: replicas')).toBe(/ · (r\d|w\d|t\d)/.test(text));
    expect(plain(66)).toMatch(/^threaded · t\d+ /m);
  });

  it('shows more where there is room', () => {
    expect(plain(80)).not.toContain('CPU ms/req');
    expect(plain(160)).toMatch(/slots +clients.*predicted.*p99 ms.*CPU ms\/req/);
  });

  it('has one table for each work, in the same columns', () => {
    const heads = plain(80).match(/^setting .*$/gm)!;
    expect(heads).toHaveLength(3);
    expect(new Set(heads).size).toBe(1);
  });

  it('cuts a setting rather than a number where there is hardly room', () => {
    const rows = plain(50, summarise(gridRun()))
      .split('\n')
      .filter((line) => line.startsWith('threaded'));
    for (const row of rows) expect(row).toMatch(/\d {2}valid$/);
  });

  it('says below why a cell is not valid, and refers to it', () => {
    const text = plain(80, blemished).replaceAll('\u00a0', ' ');
    expect(text).toMatch(/invalid \[1\]$/m);
    expect(text).toMatch(/suspect \[2\]$/m);
    expect(text.replaceAll(/\n +/g, ' ')).toMatch(
      /\[1\] blocking, request 20 ms: 4 of \d+ requests failed .*: 4 x ECONNRESET\./,
    );
  });

  it('ends with the finding', () => {
    expect(plain(200).endsWith(summary.finding)).toBe(false);
    expect(plain(10_000).endsWith(`\n\n${summary.finding}`)).toBe(true);
  });

  it('colours nothing but what it says in plain text too', () => {
    const coloured = printTable(summary, { columns: 80, color: true });
    expect(coloured).not.toBe(plain(80));
    expect(stripVTControlCharacters(coloured)).toBe(plain(80));
  });

  it('shows of a sweep what each slot did, with its interval and what is left of it, and how it scales', () => {
    const text = plain(80, summarise(gridRun())).replaceAll('\u00a0', ' ');
    expect(text).toMatch(/^Requests\/s a slot · compute n=300 000 · 16 clients$/m);
    expect(text).toMatch(/^ +1 +\d\d\.\d ± \d\.\d\d \(1\.00\) +\d\d\.\d ± \d\.\d\d \(1\.00\)$/m);
    expect(text).toMatch(/^How it scales\n {2}- For sleep 20 ms, /m);
    expect(plain(80)).not.toContain('How it scales');
  });

  it('shows who waited in a burst', () => {
    expect(plain(80, summarise(stalledFifthRun()))).toMatch(/^async via blocking +requests 6 to 10 +3\.\d s/m);
  });
});
