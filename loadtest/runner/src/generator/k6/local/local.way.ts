import { join } from 'node:path';
import type { LoadOrder } from '../../generator.js';
import type { K6Program } from '../find-k6.js';
import type { K6Way, RunningK6 } from '../k6-way.js';
import { QUIET } from '../quiet.js';
import type { ScriptOrder } from '../script-for-load.js';
import { SCRIPTS_FOLDER } from '../scripts-folder.js';
import { K6Process } from './k6-process.js';

/** A k6 of this machine, as a child of this process. */
export class LocalK6 implements K6Way {
  readonly name: string;
  readonly #running = new Set<K6Process>();

  constructor(private readonly program: K6Program) {
    this.name = `k6 ${program.version}`;
  }

  start({ script, settings }: ScriptOrder, { baseUrl }: LoadOrder, signal: AbortSignal): Promise<RunningK6> {
    const args = ['run', ...QUIET, '--address=', join(SCRIPTS_FOLDER, `${script}.ts`)];
    // Nothing of this process's environment: a RATE or an HTTP_PROXY that is set here by chance is none of this load's. Nor a
    // configuration of k6, which without a HOME it looks for below the folder that it is started in.
    const told = { env: { ...settings, BASE_URL: baseUrl }, cwd: SCRIPTS_FOLDER };
    const k6 = new K6Process({ program: this.program.path, args, ...told }, signal);
    this.#running.add(k6);
    void k6.ended.catch(() => undefined).finally(() => this.#running.delete(k6));
    return Promise.resolve(k6);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running].map((k6) => k6.stop()));
  }
}
