import { QUIET } from '../quiet.js';
import { variablesOf } from './headers-secret.js';
import { labelsOf, type LoadName } from './labels.js';
import type { PackedScript } from './pack-script.js';
import { scriptPath, SCRIPTS_PATH, scriptsVolume } from './scripts-config-map.js';

export interface TestRunParts extends LoadName {
  readonly packed: PackedScript;
  readonly parallelism: number;
  readonly env: Readonly<Record<string, string>>;
  readonly k6Image: string;
  readonly imagePullSecrets: readonly { name?: string }[];
}

export const TESTRUNS = { group: 'k6.io', version: 'v1alpha1', plural: 'testruns' } as const;

const QUIET_OF_OPERATOR = '--quiet';

/**
 * The same load as one object of the k6-operator, which makes a Job for each k6, gives each its segment and starts them
 * together. Scripts come from a volume: where they are no archive, they are more than the one file that the operator mounts.
 */
export function testRunManifest({ packed, parallelism, env, k6Image, imagePullSecrets, ...name }: TestRunParts) {
  const volume = {
    volumes: [scriptsVolume(name, packed)],
    volumeMounts: [{ name: 'scripts', mountPath: SCRIPTS_PATH, readOnly: true }],
  };
  const pullSecrets = imagePullSecrets.length > 0 && { imagePullSecrets: [...imagePullSecrets] };
  const variables = variablesOf(env, name);
  const labels = labelsOf(name);
  return {
    apiVersion: `${TESTRUNS.group}/${TESTRUNS.version}`,
    kind: 'TestRun',
    metadata: { name: name.load, labels },
    spec: {
      parallelism,
      quiet: 'true',
      // The operator says --quiet itself.
      arguments: QUIET.filter((argument) => argument !== QUIET_OF_OPERATOR).join(' '),
      script: { localFile: scriptPath(packed) },
      // Not labelled: the pods of a load are those that put it on.
      initializer: { image: k6Image, ...pullSecrets, env: variables, ...volume },
      runner: {
        image: k6Image,
        ...pullSecrets,
        metadata: { labels },
        env: variables,
        ...volume,
        resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '2Gi' } },
      },
    },
  };
}
