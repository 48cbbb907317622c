import { spawnSync } from 'node:child_process';

const NEEDED = {
  kubectl: { args: ['version', '--request-timeout=10s'], where: 'https://kubernetes.io/docs/tasks/tools' },
  helm: { args: ['version'], where: 'https://helm.sh/docs/intro/install' },
};

/** Before any case: without these, each would fail for a reason that is not its own. */
export default function preflight() {
  for (const [program, { args, where }] of Object.entries(NEEDED)) {
    const { error, status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
    if (error) throw new Error(`${program} is missing: ${where} says how to install it.`);
    if (status !== 0) {
      const said = stderr.trim().split('\n').at(-1);
      throw new Error(`No cluster answers: set KUBECONFIG to one that does. ${program} said: ${said}`);
    }
  }
}
