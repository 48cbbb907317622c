import { command } from './command.js';

/** A namespace that accepts restricted pods only. */
export class Namespace {
  constructor(readonly name: string) {}

  async create(): Promise<void> {
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted', 'fleetlab-e2e': 'namespace' };
    const manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: this.name, labels } };
    await command('kubectl', ['apply', '-f', '-'], JSON.stringify(manifest));
  }

  /** With all that is in it. */
  async remove(): Promise<void> {
    await command('kubectl', ['delete', 'namespace', this.name, '--ignore-not-found', '--timeout=2m']);
  }
}
