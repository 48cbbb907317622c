import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** So often all the same, in case a signal went missing. */
const SAFETY_MS = 500;

/** Where there is no watch (no inotify instance left, a network file system) the file is asked this often. */
const POLL_MS = 10;

/**
 * Calls back soon after any process has committed to the spool, this one included: a commit writes to the log beside
 * the file, and the kernel tells everyone who watches the folder. Signals of one turn of the loop become one call.
 */
export class ChangeSignal {
  private watcher: FSWatcher | null = null;
  private timer: NodeJS.Timeout | undefined;
  private isScheduled = false;
  private isClosed = false;

  constructor(
    file: string,
    private readonly onChange: () => void,
  ) {
    this.repeat(SAFETY_MS);
    const log = `${basename(file)}-wal`;
    try {
      this.watcher = watch(dirname(file), { persistent: false }, (_event, name) => {
        if (name === null || name === log) this.schedule();
      });
      this.watcher.on('error', () => this.repeat(POLL_MS));
    } catch {
      this.repeat(POLL_MS);
    }
  }

  close(): void {
    this.isClosed = true;
    this.watcher?.close();
    clearInterval(this.timer);
  }

  private repeat(ms: number): void {
    clearInterval(this.timer);
    this.timer = setInterval(() => this.schedule(), ms).unref();
  }

  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      if (!this.isClosed) this.onChange();
    });
  }
}
