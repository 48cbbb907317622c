import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, isIP, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from './command.js';

interface Kubeconfig {
  readonly clusters: readonly { readonly cluster: { server: string; 'tls-server-name'?: string } }[];
}

/** A way to the API server that can be cut. */
export class CutProxy {
  readonly #server: Server;
  readonly #folder: string;
  readonly #sockets = new Set<Socket>();
  #isCut = false;

  private constructor(target: URL, folder: string) {
    this.#folder = folder;
    this.#server = createServer((socket) => {
      if (this.#isCut) return socket.destroy();
      const onward = connect(Number(target.port || 443), target.hostname);
      for (const one of [socket, onward]) {
        this.#sockets.add(one);
        one.once('close', () => {
          this.#sockets.delete(one);
          socket.destroy();
          onward.destroy();
        });
        one.on('error', () => undefined);
      }
      socket.pipe(onward).pipe(socket);
    });
  }

  static async start(): Promise<CutProxy> {
    const text = await command('kubectl', ['config', 'view', '--raw', '--minify', '--flatten', '--output=json']);
    const kubeconfig = JSON.parse(text) as Kubeconfig;
    const { cluster } = kubeconfig.clusters[0]!;
    const target = new URL(cluster.server);
    const proxy = new CutProxy(target, await mkdtemp(join(tmpdir(), 'fleetlab-cut-')));
    await once(proxy.#server.listen(0, '127.0.0.1'), 'listening');
    cluster.server = `https://127.0.0.1:${(proxy.#server.address() as AddressInfo).port}`;
    // An address cannot be a server's name; this one is in the certificate of every API server.
    cluster['tls-server-name'] ??= isIP(target.hostname) === 0 ? target.hostname : 'kubernetes';
    await writeFile(proxy.kubeconfig, JSON.stringify(kubeconfig), { mode: 0o600 });
    return proxy;
  }

  /** The tests' own, by this way. */
  get kubeconfig(): string {
    return join(this.#folder, 'kubeconfig');
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#isCut = false;
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
