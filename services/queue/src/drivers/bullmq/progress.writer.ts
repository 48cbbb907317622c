import type { Job as BullJob } from 'bullmq';
import type { Progress } from '../job.js';

/** Progress reaches Redis no more often than this. */
const PROGRESS_MS = 250;

/** Writes the newest progress of a run, at once or a moment later. What does not arrive is overtaken by what follows. */
export class ProgressWriter {
  private pending: Progress | null = null;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly job: BullJob) {}

  note(progress: Progress): void {
    this.pending = progress;
    this.timer ??= setTimeout(() => this.write(), 0);
  }

  /** Call when the run has ended. */
  stop(): void {
    clearTimeout(this.timer);
    this.pending = null;
  }

  private write(): void {
    const { pending } = this;
    this.timer = undefined;
    if (!pending) return;
    this.pending = null;
    this.job.updateProgress({ ...pending }).catch(() => undefined);
    this.timer = setTimeout(() => this.write(), PROGRESS_MS);
  }
}
