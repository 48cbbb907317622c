import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { Manifest, PodTemplate } from './manifest.js';

type Labels = Readonly<Record<string, string>>;
type Spec = NonNullable<INetworkPolicy['spec']>;
type Peer = NonNullable<NonNullable<Spec['ingress']>[number]['from']>[number];
type Port = NonNullable<NonNullable<Spec['ingress']>[number]['ports']>[number];
type Selector = NonNullable<Peer['podSelector']>;

/** Who talks, or is talked to: a pod, of this namespace where none is said, or an address that is no pod's. */
export type Party =
  | { readonly labels: Labels; readonly namespace?: Labels; readonly ports?: Readonly<Record<string, number>> }
  | { readonly address: string };

/** A number, or the name of a port of the pod. */
interface Target {
  readonly port: number;
  readonly protocol?: 'TCP' | 'UDP';
}

const HERE: Labels = { 'kubernetes.io/metadata.name': 'space' };

/** A namespace by the label that Kubernetes gives it. */
export const namespaceNamed = (name: string): Labels => ({ 'kubernetes.io/metadata.name': name });

/** A pod of the release, with the ports that its containers name. */
export function partyOf({ metadata, spec }: PodTemplate): Party {
  const ports = spec.containers.flatMap(({ ports = [] }) =>
    ports.map(({ name, containerPort }) => [name!, containerPort]),
  );
  return { labels: metadata.labels!, ports: Object.fromEntries(ports) as Record<string, number> };
}

/** Whether the policies let `from` reach `to`: both its own egress rules and the other's ingress rules must. */
export function allows(manifest: Manifest, from: Party, to: Party, target: Target): boolean {
  const policies = manifest.all('NetworkPolicy').map(({ spec }) => spec!);
  return passes(policies, 'Egress', from, to, target) && passes(policies, 'Ingress', to, from, target);
}

function passes(policies: Spec[], direction: 'Egress' | 'Ingress', self: Party, other: Party, target: Target): boolean {
  const own = policies.filter(
    ({ podSelector, policyTypes }) => policyTypes!.includes(direction) && isOurs(self, podSelector!),
  );
  // Whom no policy selects may do anything.
  if (own.length === 0) return true;
  const rules =
    direction === 'Egress'
      ? own.flatMap(({ egress = [] }) => egress.map(({ to, ports }) => ({ peers: to, ports })))
      : own.flatMap(({ ingress = [] }) => ingress.map(({ from, ports }) => ({ peers: from, ports })));
  const named = portsOf(direction === 'Egress' ? other : self);
  // A rule without peers, or without ports, is for any.
  return rules.some(
    ({ peers = [], ports = [] }) =>
      (peers.length === 0 || peers.some((peer) => isPeer(peer, other))) &&
      (ports.length === 0 || ports.some((port) => isPort(port, target, named))),
  );
}

function isOurs(party: Party, selector: Selector): boolean {
  return 'labels' in party && (party.namespace ?? HERE) === HERE && matches(selector, party.labels);
}

function isPeer({ podSelector, namespaceSelector, ipBlock }: Peer, party: Party): boolean {
  if (ipBlock) throw new Error('Blocks of addresses are not evaluated here.');
  if (!('labels' in party)) return false;
  const namespace = party.namespace ?? HERE;
  const inNamespace = namespaceSelector ? matches(namespaceSelector, namespace) : namespace === HERE;
  return inNamespace && (!podSelector || matches(podSelector, party.labels));
}

function isPort({ port, protocol = 'TCP' }: Port, target: Target, named: Readonly<Record<string, number>>): boolean {
  const number = typeof port === 'string' ? named[port] : port;
  return (
    protocol === (target.protocol ?? 'TCP') && (number === undefined ? port === undefined : number === target.port)
  );
}

function portsOf(party: Party): Readonly<Record<string, number>> {
  return ('labels' in party && party.ports) || {};
}

function matches({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels): boolean {
  if (matchExpressions.length > 0) throw new Error('Expressions are not evaluated here.');
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
}
