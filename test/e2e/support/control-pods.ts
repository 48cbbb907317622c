import { config } from '../config.js';
import { reachedFrom } from './connect.js';
import type { Kubectl, Pod } from './kubectl.js';
import { until } from './until.js';

const LABEL = 'fleetlab-e2e';
const LISTENER = 'policy-control-listener';
const CALLER = 'policy-control-caller';
const PORT = 8080;

const LISTEN = `require('node:net').createServer().listen(${PORT})`;
const IDLE = 'setInterval(() => {}, 60_000)';

/** A listener that a policy lets nobody reach, and a caller that no policy holds: do they meet, then policies are not enforced. */
export class ControlPods {
  constructor(private readonly kubectl: Kubectl) {}

  async start(): Promise<void> {
    const labels = { [LABEL]: LISTENER };
    await this.kubectl.apply({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: LISTENER, labels },
      spec: { podSelector: { matchLabels: labels }, policyTypes: ['Ingress'] },
    });
    await this.kubectl.apply(plainPod(LISTENER, LISTEN));
    await this.kubectl.apply(plainPod(CALLER, IDLE));
    await this.kubectl.run('wait', `pod/${LISTENER}`, `pod/${CALLER}`, '--for=condition=Ready', '--timeout=60s');
  }

  /** Whether this cluster enforces policies; it may begin to a moment after a pod has its address. */
  async areSeparated(): Promise<boolean> {
    const { podIP } = (await this.kubectl.get<Pod>('pod', LISTENER)).status;
    const target = { name: LISTENER, host: podIP!, port: PORT };
    const isSeparated = async () => (await reachedFrom(this.kubectl, CALLER, [target])).length === 0;
    return until('a connection is denied', isSeparated, { withinMs: 10_000 }).catch(() => false);
  }

  async remove(): Promise<void> {
    await this.kubectl.run('delete', 'pod,networkpolicy', '--selector', LABEL);
  }
}

function plainPod(name: string, script: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { [LABEL]: name } },
    spec: {
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 0,
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: 'node',
          image: config.image,
          imagePullPolicy: 'IfNotPresent',
          command: ['node', '--eval', script],
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        },
      ],
    },
  };
}
