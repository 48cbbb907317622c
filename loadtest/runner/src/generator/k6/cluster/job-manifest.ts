import type { V1Container, V1Job } from '@kubernetes/client-node';
import { variablesOf } from './headers-secret.js';
import { K6_PORT, k6Arguments } from './k6-arguments.js';
import { labelsOf, type LoadName } from './labels.js';
import type { PackedScript } from './pack-script.js';
import { SCRIPTS_PATH, scriptsVolume, WATCH_CPU_FILE } from './scripts-config-map.js';

/** The user of k6's image; a number, so that a cluster that refuses root can see that it is none. */
const USER = 12345;
/** Should nobody be left to delete it. */
const LEFT_AFTER_S = 600;

export const K6_CONTAINER = 'k6';
export const CPU_CONTAINER = 'cpu';

export interface JobParts extends LoadName {
  readonly packed: PackedScript;
  /** Counted from 1. */
  readonly instance: number;
  readonly parallelism: number;
  readonly env: Readonly<Record<string, string>>;
  readonly k6Image: string;
  /** One that has Node: that of the release. */
  readonly nodeImage: string;
  readonly imagePullSecrets: readonly { name?: string }[];
  /** After this many seconds it is ended in any case. */
  readonly deadlineS: number;
}

/** One k6, and beside it who looks at its CPU time; as the strictest pod security has it. */
export function jobManifest(parts: JobParts): V1Job {
  const { load, packed, instance, imagePullSecrets, deadlineS } = parts;
  const labels = labelsOf(parts);
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: jobName(load, instance), labels },
    spec: {
      backoffLimit: 0,
      activeDeadlineSeconds: deadlineS,
      ttlSecondsAfterFinished: LEFT_AFTER_S,
      template: {
        metadata: { labels, annotations: { 'kubectl.kubernetes.io/default-container': K6_CONTAINER } },
        spec: {
          restartPolicy: 'Never',
          terminationGracePeriodSeconds: 1,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          shareProcessNamespace: true,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: USER,
            runAsGroup: USER,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          ...(imagePullSecrets.length > 0 && { imagePullSecrets: [...imagePullSecrets] }),
          containers: [k6Container(parts), cpuContainer(parts)],
          volumes: [scriptsVolume(parts, packed)],
        },
      },
    },
  };
}

export function jobName(load: string, instance: number): string {
  return `${load}-${instance}`;
}

function k6Container({ k6Image, packed, instance, parallelism, env, ...parts }: JobParts): V1Container {
  return {
    name: K6_CONTAINER,
    image: k6Image,
    args: k6Arguments(packed, instance, parallelism),
    env: variablesOf(env, parts),
    ports: [{ name: 'api', containerPort: K6_PORT }],
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '2Gi' } },
    ...sealed,
  };
}

function cpuContainer({ nodeImage }: JobParts): V1Container {
  return {
    name: CPU_CONTAINER,
    image: nodeImage,
    args: [`${SCRIPTS_PATH}/${WATCH_CPU_FILE}`],
    resources: { requests: { cpu: '10m', memory: '48Mi' }, limits: { memory: '96Mi' } },
    ...sealed,
  };
}

const sealed = {
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
  volumeMounts: [{ name: 'scripts', mountPath: SCRIPTS_PATH, readOnly: true }],
};
