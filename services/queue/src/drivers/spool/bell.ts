import { type FSWatcher, utimesSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Listens so often all the same, in case a ring went missing. */
const SAFETY_MS = 500;

/** Where nothing can be heard (no inotify instance left, a network file system) it looks this often. */
const POLL_MS = 10;

/**
 * Tells every process on the spool that something was committed. Ringing touches the file, and the kernel tells
 * whoever watches its folder. The writes of SQLite itself would not do: they are seen before what they commit can be read.
 */
export class Bell {
  private watcher: FSWatcher | null = null;
  private timer: NodeJS.Timeout | undefined;
  private isScheduled = false;
  private isClosed = false;

  /** @param onRing called after rings of any process, this one included; several in one turn of the loop are one call */
  constructor(
    private readonly file: string,
    private readonly onRing: () => void,
  ) {
    this.listenEvery(SAFETY_MS);
    const name = basename(file);
    try {
      this.watcher = watch(dirname(file), { persistent: false }, (_event, changed) => {
        if (changed === null || changed === name) this.schedule();
      });
      this.watcher.on('error', () => this.listenEvery(POLL_MS));
    } catch {
      this.listenEvery(POLL_MS);
    }
  }

  /** Call after the commit, not before. */
  ring(): void {
    const now = new Date();
    utimesSync(this.file, now, now);
  }

  close(): void {
    this.isClosed = true;
    this.watcher?.close();
    clearInterval(this.timer);
  }

  private listenEvery(ms: number): void {
    clearInterval(this.timer);
    this.timer = setInterval(() => this.schedule(), ms).unref();
  }

  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      if (!this.isClosed) this.onRing();
    });
  }
}
