import { open, readFile, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { TrialRecord } from '../trial/trial.js';
import { UsageError } from '../usage-error.js';

/** trials.jsonl: a line a trial, each on disk before the next begins, so that a crash costs no finished one. */
export class TrialLog {
  private tornLineIsCut = false;

  constructor(private readonly path: string) {}

  async append(record: TrialRecord): Promise<void> {
    await this.cutTornLine();
    const file = await open(this.path, 'a');
    try {
      await file.writeFile(`${JSON.stringify(record)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** @throws UsageError naming the line that is broken or repeats a trial, unless it is a last one that a crash cut short */
  async read(): Promise<TrialRecord[]> {
    const records = wholeLines(await this.content()).map((line, index) => this.parse(line, index + 1));
    const lineOf = new Map<number, number>();
    for (const [index, { number }] of records.entries()) {
      const first = lineOf.get(number);
      if (first !== undefined) throw this.repeated(number, first, index + 1);
      lineOf.set(number, index + 1);
    }
    return records;
  }

  /** A record appended to half a line would be lost with it. */
  private async cutTornLine(): Promise<void> {
    if (this.tornLineIsCut) return;
    const content = await this.content();
    const wholeBytes = Buffer.byteLength(content.slice(0, content.lastIndexOf('\n') + 1));
    if (content.length > 0 && !content.endsWith('\n')) await truncate(this.path, wholeBytes);
    this.tornLineIsCut = true;
  }

  private async content(): Promise<string> {
    try {
      return await readFile(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
      throw error;
    }
  }

  private parse(line: string, number: number): TrialRecord {
    try {
      const record: unknown = JSON.parse(line);
      if (isTrialRecord(record)) return record;
    } catch {
      // Told below, in the same words as a line that is JSON and no trial.
    }
    throw new UsageError(
      `${this.path}, line ${number} is not the record of a trial. Delete that line; ${this.resume} runs that trial again.`,
    );
  }

  /** Two runs at once took the cores from each other: neither of the two can be believed. */
  private repeated(trial: number, first: number, second: number): UsageError {
    return new UsageError(
      `${this.path}, line ${second} is trial ${trial}, as line ${first} is. Delete both lines; ${this.resume} runs that trial again.`,
    );
  }

  private get resume(): string {
    return `\`fleetlab run --resume ${dirname(this.path)}\``;
  }
}

/** A line counts once its line feed is written. */
function wholeLines(content: string): string[] {
  return content.split('\n').slice(0, -1);
}

function isTrialRecord(value: unknown): value is TrialRecord {
  return typeof value === 'object' && value !== null && 'cell' in value && 'number' in value && 'histograms' in value;
}
