// Prints what the runner makes in a cluster to put a load on with k6, where a k6 is on PATH and where none is:
// `node test/k6/print-manifests.mjs | kubeconform -`. It needs k6 on PATH.
import { headersSecret } from '../../loadtest/runner/dist/generator/k6/cluster/headers-secret.js';
import { jobManifest } from '../../loadtest/runner/dist/generator/k6/cluster/job-manifest.js';
import { packScript } from '../../loadtest/runner/dist/generator/k6/cluster/pack-script.js';
import { scriptsConfigMap } from '../../loadtest/runner/dist/generator/k6/cluster/scripts-config-map.js';
import { testRunManifest } from '../../loadtest/runner/dist/generator/k6/cluster/testrun-manifest.js';
import { requireK6 } from '../../loadtest/runner/dist/generator/k6/find-k6.js';

const env = { RATE: '28' };
const { signal } = new AbortController();
const archivers = [await requireK6(process.env.PATH), undefined];
const objects = await Promise.all(archivers.map((k6, index) => objectsOf(`fleetlab-k6-${index}`, k6)));
process.stdout.write(
  `${objects
    .flat()
    .map((each) => JSON.stringify(each))
    .join('\n---\n')}\n`,
);

async function objectsOf(load, k6) {
  const name = { load, release: 'lab' };
  const packed = await packScript(k6, { script: 'open', settings: env }, signal);
  const images = { k6Image: 'grafana/k6:1.8.1', nodeImage: 'fleetlab:0.1.0', imagePullSecrets: [{ name: 'registry' }] };
  const parts = { ...name, ...images, packed, parallelism: 2, env };
  const jobs = [1, 2].map((instance) => jobManifest({ ...parts, instance, deadlineS: 300 }));
  return [scriptsConfigMap(name, packed), headersSecret(name, {}), ...jobs, testRunManifest(parts)];
}
