// Prints what the runner makes in a cluster to put a load on with k6: `node test/k6/print-manifests.mjs | kubeconform -`.
import { headersSecret } from '../../loadtest/runner/dist/generator/k6/cluster/headers-secret.js';
import { jobManifest } from '../../loadtest/runner/dist/generator/k6/cluster/job-manifest.js';
import { scriptsConfigMap } from '../../loadtest/runner/dist/generator/k6/cluster/scripts-config-map.js';
import { testRunManifest } from '../../loadtest/runner/dist/generator/k6/cluster/testrun-manifest.js';

const name = { load: 'fleetlab-k6-3f9a1c00', release: 'lab' };
const scripts = await scriptsConfigMap(name);
const script = { script: 'open', settings: {} };
const parts = { ...name, scripts, script, parallelism: 2, env: { RATE: '28' }, k6Image: 'grafana/k6:1.8.1' };
const ofJob = { nodeImage: 'fleetlab:0.1.0', imagePullSecrets: [{ name: 'registry' }], deadlineS: 300 };
const jobs = [1, 2].map((instance) => jobManifest({ ...parts, ...ofJob, instance }));
const documents = [scripts, headersSecret(name, {}), ...jobs, testRunManifest(parts)].map((each) =>
  JSON.stringify(each),
);
process.stdout.write(`${documents.join('\n---\n')}\n`);
