// Prints what the runner makes in a cluster to put a load on with k6: `node test/k6/print-manifests.mjs | kubeconform -`.
import { headersSecret } from '../../loadtest/runner/dist/generator/k6/cluster/headers-secret.js';
import { jobManifest } from '../../loadtest/runner/dist/generator/k6/cluster/job-manifest.js';
import { packScript } from '../../loadtest/runner/dist/generator/k6/cluster/pack-script.js';
import { scriptsConfigMap } from '../../loadtest/runner/dist/generator/k6/cluster/scripts-config-map.js';
import { testRunManifest } from '../../loadtest/runner/dist/generator/k6/cluster/testrun-manifest.js';
import { findK6 } from '../../loadtest/runner/dist/generator/k6/find-k6.js';

const name = { load: 'fleetlab-k6-3f9a1c00', release: 'lab' };
const env = { RATE: '28' };
const { signal } = new AbortController();
const script = await packScript(await findK6(process.env.PATH), { script: 'open' }, env, signal);
const parts = { ...name, script, parallelism: 2, env, k6Image: 'grafana/k6:1.8.1' };
const ofJob = { nodeImage: 'fleetlab:0.1.0', imagePullSecrets: [{ name: 'registry' }], deadlineS: 300 };
const jobs = [1, 2].map((instance) => jobManifest({ ...parts, ...ofJob, instance }));
const objects = [scriptsConfigMap(name, script), headersSecret(name, {}), ...jobs, testRunManifest(parts)];
const documents = objects.map((each) => JSON.stringify(each));
process.stdout.write(`${documents.join('\n---\n')}\n`);
