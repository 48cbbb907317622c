import { command } from './command.js';

/** What belongs to no namespace and could be left behind; nodes and the like come and go by themselves. */
const KINDS = [
  'namespaces',
  'persistentvolumes',
  'clusterroles',
  'clusterrolebindings',
  'customresourcedefinitions',
  'ingressclasses',
  'priorityclasses',
  'storageclasses',
  'validatingwebhookconfigurations',
  'mutatingwebhookconfigurations',
];

export async function clusterState(): Promise<readonly string[]> {
  const names = await command('kubectl', ['get', KINDS.join(','), '--output=name']);
  return names.trim().split('\n').sort();
}
