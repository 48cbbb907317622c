import { template } from './helm.mjs';

export const PLAIN_MANIFEST = 'deploy/manifest/fleetlab.yaml';

const head = `# The fleet without Helm, rendered from charts/fleetlab by \`npm run manifests\`; README.md says how to apply it.
apiVersion: v1
kind: Namespace
metadata:
  name: fleetlab
  labels:
    pod-security.kubernetes.io/enforce: restricted
`;

/** The chart with its defaults, without tests, and without labels that say Helm manages it. */
export function plainManifest() {
  const rendered = template('fleetlab', ['--namespace', 'fleetlab', '--set', 'tests.enabled=false']);
  const unmanaged = rendered
    .split('\n')
    .filter((line) => !/^ +(helm\.sh\/chart|app\.kubernetes\.io\/managed-by):/.test(line));
  return head + unmanaged.join('\n');
}
