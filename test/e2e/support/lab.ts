import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { config, root } from '../config.js';
import type { Release } from './release.js';

const LAB = join(root, 'loadtest/runner/bin/fleetlab.js');
const RESULTS = await mkdtemp(join(tmpdir(), 'fleetlab-scaling-'));
process.once('exit', () => void rm(RESULTS, { recursive: true, force: true }));

export interface Ended {
  /** null where a signal ended it. */
  readonly code: number | null;
  /** All that it said. */
  readonly output: string;
}

/** What a run says when it has gone through all its trials, whatever they are worth: how busy the machine is, is not the lab's fault. */
export const REPORTED = /The whole report: /;

/** The `fleetlab` command at work. */
export class Lab {
  static readonly #atWork = new Set<Lab>();
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcess;
  /** Tells of `more` each time it says something. */
  readonly #voice = new EventEmitter<{ more: [] }>();
  #output = '';

  private constructor(args: readonly string[], kubeconfig: string | undefined) {
    const env = { ...process.env, ...(kubeconfig !== undefined && { KUBECONFIG: kubeconfig }) };
    this.#child = spawn(process.execPath, [LAB, ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout!, this.#child.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
        this.#voice.emit('more');
      });
    }
    Lab.#atWork.add(this);
    this.ended = once(this.#child, 'close').then(([code]) => {
      Lab.#atWork.delete(this);
      return { code: code as number | null, output: this.#output };
    });
  }

  /** Has it measure a release. @param kubeconfig another one than the tests' own */
  static run(
    experiment: string,
    { name, namespace }: Release,
    { kubeconfig, url = config.ingressUrl, args = [] }: RunOptions = {},
  ): Lab {
    const where = ['--target', 'kubernetes', '--release', name, '--namespace', namespace];
    return new Lab(
      ['run', experiment, ...where, ...(url === null ? [] : ['--url', url]), '--results', RESULTS, ...args],
      kubeconfig,
    );
  }

  static restore({ name, namespace }: Release): Promise<Ended> {
    return new Lab(['restore', '--release', name, '--namespace', namespace], undefined).ended;
  }

  /** Those that a failed test has left at work would keep the release from the tests after it. */
  static async endAll(): Promise<void> {
    for (const lab of Lab.#atWork) {
      lab.signal('SIGINT');
      await lab.ended;
    }
  }

  get output(): string {
    return this.#output;
  }

  signal(name: 'SIGINT' | 'SIGKILL'): void {
    this.#child.kill(name);
  }

  /** Resolves once it has said something. @throws where it has ended without */
  async until(said: RegExp): Promise<void> {
    const end = this.ended.then(() => 'ended' as const);
    while (!said.test(this.#output)) {
      if ((await Promise.race([end, once(this.#voice, 'more')])) === 'ended' && !said.test(this.#output)) {
        throw new Error(`fleetlab ended without saying ${said.source}:\n${this.#output}`);
      }
    }
  }
}

export interface RunOptions {
  readonly kubeconfig?: string;
  /** Where the models answer; null leaves it to the Ingress to say. */
  readonly url?: string | null;
  /** More, which may replace what it is given anyway. */
  readonly args?: readonly string[];
}
