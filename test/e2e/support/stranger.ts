import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from './command.js';
import type { Kubectl } from './kubectl.js';

/** An account that nobody has given any right, with a kubeconfig of its own. */
export class Stranger {
  private constructor(
    private readonly kubectl: Kubectl,
    private readonly name: string,
    private readonly folder: string,
  ) {}

  static async create(kubectl: Kubectl, name: string): Promise<Stranger> {
    const stranger = new Stranger(kubectl, name, await mkdtemp(join(tmpdir(), 'fleetlab-stranger-')));
    await kubectl.run('create', 'serviceaccount', name);
    const token = (await kubectl.run('create', 'token', name, '--duration=1h')).trim();
    const own = await command('kubectl', ['config', 'view', '--raw', '--minify', '--flatten', '--output=json']);
    const kubeconfig = JSON.parse(own) as { users: { user: object }[] };
    kubeconfig.users[0]!.user = { token };
    await writeFile(stranger.kubeconfig, JSON.stringify(kubeconfig), { mode: 0o600 });
    return stranger;
  }

  get kubeconfig(): string {
    return join(this.folder, 'kubeconfig');
  }

  async remove(): Promise<void> {
    await this.kubectl.run('delete', 'serviceaccount', this.name, '--ignore-not-found');
    await rm(this.folder, { recursive: true, force: true });
  }
}
