import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const FORWARDING = /^Forwarding from (127\.0\.0\.1:\d+)/;

/** A way from here to a Service that no ingress leads to, for as long as it is open. */
export class PortForward {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  /** Resolves when connections can be made. */
  static async open(namespace: string, service: string, port: number): Promise<PortForward> {
    const args = ['--namespace', namespace, 'port-forward', '--address', '127.0.0.1', `service/${service}`, `:${port}`];
    const child = spawn('kubectl', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    for await (const line of createInterface(child.stdout)) {
      const address = FORWARDING.exec(line)?.[1];
      if (!address) continue;
      // What it says of each connection is not read, and must not fill its pipe.
      child.stdout.resume();
      return new PortForward(`http://${address}`, child);
    }
    throw new Error(`kubectl ${args.join(' ')}\n${said.trim()}`);
  }

  async close(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGTERM');
    await once(this.child, 'exit');
  }
}
