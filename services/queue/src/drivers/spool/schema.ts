/** "flab", in the header of every file that is ours. */
export const APPLICATION_ID = 0x666c6162;

/** Counts up with each change below that an older program could not work with. */
export const SCHEMA_VERSION = 3;

export const PAGE_BYTES = 4096;

/**
 * `due_at` is when a worker may take a job: the run-at time of a queued one, the end of the lease of a running one, null
 * of an ended one. So one index and one comparison find both new jobs and those whose worker was lost.
 *
 * `runs` is the fencing token: each claim adds one, and only who holds the present number may write an ending.
 *
 * `ended` numbers the ended jobs in the order of their commits, so that whoever waits asks only for what came since.
 *
 * `trace` is a TraceContext as JSON, null where traces were off when the job was ordered.
 *
 * The one row of `queue` has the counts by state, kept by triggers, and the totals of the queue's life.
 */
export const SCHEMA = `
  CREATE TABLE jobs (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    workload TEXT NOT NULL,
    params TEXT NOT NULL,
    fail_times INTEGER NOT NULL,
    max_attempts INTEGER NOT NULL,
    idempotency_key TEXT UNIQUE,
    fingerprint TEXT,
    enqueued_at REAL NOT NULL,
    run_at INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'done', 'failed')),
    due_at INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    runs INTEGER NOT NULL DEFAULT 0,
    progress_done INTEGER NOT NULL DEFAULT 0,
    progress_total INTEGER NOT NULL DEFAULT 1,
    started_at REAL,
    finished_at REAL,
    run TEXT,
    error TEXT,
    ended INTEGER,
    trace TEXT
  ) STRICT;
  CREATE INDEX jobs_due ON jobs (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX jobs_state ON jobs (state, ended);

  CREATE TABLE queue (
    queued INTEGER NOT NULL,
    running INTEGER NOT NULL,
    done INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    retries INTEGER NOT NULL,
    redeliveries INTEGER NOT NULL,
    dead_letters INTEGER NOT NULL,
    duplicate_runs INTEGER NOT NULL
  ) STRICT;
  INSERT INTO queue VALUES (0, 0, 0, 0, 0, 0, 0, 0, 0);

  CREATE TABLE workers (
    id TEXT PRIMARY KEY,
    pid INTEGER NOT NULL,
    concurrency INTEGER NOT NULL,
    threads INTEGER NOT NULL,
    cpu_slots INTEGER NOT NULL,
    alive_until INTEGER NOT NULL
  ) STRICT;

  CREATE TRIGGER job_added AFTER INSERT ON jobs BEGIN
    UPDATE queue SET queued = queued + 1;
  END;
  CREATE TRIGGER job_moved AFTER UPDATE OF state ON jobs WHEN old.state <> new.state BEGIN
    UPDATE queue SET
      queued = queued + (new.state = 'queued') - (old.state = 'queued'),
      running = running + (new.state = 'running') - (old.state = 'running'),
      done = done + (new.state = 'done') - (old.state = 'done'),
      failed = failed + (new.state = 'failed') - (old.state = 'failed');
  END;
  CREATE TRIGGER job_removed AFTER DELETE ON jobs BEGIN
    UPDATE queue SET
      queued = queued - (old.state = 'queued'),
      running = running - (old.state = 'running'),
      done = done - (old.state = 'done'),
      failed = failed - (old.state = 'failed');
  END;
  CREATE TRIGGER job_redelivered AFTER UPDATE OF runs ON jobs WHEN old.state = 'running' BEGIN
    UPDATE queue SET redeliveries = redeliveries + 1;
  END;
`;
