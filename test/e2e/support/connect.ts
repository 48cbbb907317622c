import type { Kubectl } from './kubectl.js';

export interface Target {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

const GIVE_UP_MS = 2000;

/** Opens a connection from a pod to each target. @returns the names of those that could be reached */
export async function reachedFrom(kubectl: Kubectl, pod: string, targets: readonly Target[]): Promise<string[]> {
  const script = `
    import { connect } from 'node:net';
    const reach = ({ name, host, port }) => new Promise((resolve) => {
      const socket = connect({ host, port, timeout: ${GIVE_UP_MS} });
      const end = (value) => { socket.destroy(); resolve(value); };
      socket.once('connect', () => end(name)).once('error', () => end(null)).once('timeout', () => end(null));
    });
    const reached = await Promise.all(${JSON.stringify(targets)}.map(reach));
    console.log(JSON.stringify(reached.filter((name) => name !== null)));
  `;
  return JSON.parse(await kubectl.node(pod, script)) as string[];
}
