import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare } from '../comparison.js';
import { interleave } from '../interleave.js';
import type { BenchMeasurement } from '../measurement.js';
import { bareInserts } from './queue/bare-inserts.js';
import { enqueued, enqueuedToDone } from './queue/spooled-jobs.js';

export const queue: BenchMeasurement = {
  name: 'queue',
  summary: 'jobs through the spool, against bare node:sqlite inserts',
  async *run({ signal, rounds = 5, seconds = 2 }) {
    const folder = mkdtempSync(join(tmpdir(), 'fleetlab-bench-'));
    try {
      const [bare, stored, done] = await interleave(
        [bareInserts(folder), enqueued(folder), enqueuedToDone(folder)],
        { rounds, seconds, warmupSeconds: 1 },
        signal,
      );
      const counted = `jobs in ${seconds} s a round, one process, WAL, synchronous=NORMAL`;
      yield compare(stored, bare, { name: 'queue: stored', promise: null, counted });
      yield compare(done, bare, { name: 'queue: stored to done', promise: null, counted });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
