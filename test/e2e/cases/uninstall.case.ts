import { describe, expect, it } from '@jest/globals';
import { command } from '../support/command.js';
import type { Release } from '../support/release.js';

/** Made by Kubernetes for each namespace, or about what happened in it. */
const OF_THE_NAMESPACE = /^(configmap\/kube-root-ca\.crt|serviceaccount\/default|event.*\/.*)$/;

export function describeUninstall(release: Release): void {
  describe('helm uninstall', () => {
    it('leaves nothing but the volume', async () => {
      await release.uninstall();
      const kinds = await command('kubectl', ['api-resources', '--namespaced', '--verbs=list,delete', '--output=name']);
      const names = await release.kubectl.run('get', kinds.trim().split('\n').join(','), '--output=name');
      const left = names.split('\n').filter((name) => name !== '' && !OF_THE_NAMESPACE.test(name));
      expect(left).toEqual([expect.stringMatching(/^persistentvolumeclaim\/.*redis/)]);
    });
  });
}
