import type { Fleet, FleetGroup, FleetOptions, OpenOptions, ServiceInfo, ServiceShape } from './fleet.types.js';
import { LocalGroup } from './fleet-group.js';
import { GatewayProcess } from './gateway/gateway-process.js';
import { ServiceProcess } from './process/service-process.js';
import { infoOf } from './service-info.js';
import { installedMains, type ServiceMains } from './service-mains.js';
import { upstreamOf } from './shape-processes.js';
import { untilAborted } from './until-aborted.js';

/**
 * Starts the upstream and the gateway, behind which groups of services can then be opened.
 *
 * @throws Error in the words of whoever did not start, after everything was stopped
 */
export function startFleet(options: FleetOptions): Promise<Fleet> {
  return startFleetOf(installedMains(), options);
}

/** The same, of other programs that speak the same protocol. */
export async function startFleetOf(mains: ServiceMains, options: FleetOptions): Promise<Fleet> {
  const fleet = new LocalFleet(mains, options);
  await untilAborted(
    options.signal,
    () => fleet.start(),
    () => fleet.stop(),
  );
  return fleet;
}

class LocalFleet implements Fleet {
  readonly #gateway: GatewayProcess;
  readonly #upstream: ServiceProcess;
  readonly #groups = new Set<LocalGroup>();
  #upstreamUrl = '';
  #stopping: Promise<void> | undefined;

  constructor(
    private readonly mains: ServiceMains,
    private readonly options: FleetOptions,
  ) {
    this.#gateway = new GatewayProcess(mains.gateway, options);
    this.#upstream = new ServiceProcess(
      { ...upstreamOf(mains, options.upstream), inheritSettings: options.inheritSettings },
      options,
    );
  }

  get upstreamUrl(): string {
    return this.#upstreamUrl;
  }

  get services(): readonly ServiceInfo[] {
    return [this.#upstreamInfo ?? [], ...[...this.#groups].map((group) => group.services)].flat();
  }

  async start(): Promise<void> {
    await Promise.all([this.#gateway.start(), this.#upstream.start()]);
    this.#upstreamUrl = this.#upstreamInfo?.url ?? '';
  }

  async open(shapes: readonly ServiceShape[], options: OpenOptions = {}): Promise<FleetGroup> {
    options.signal?.throwIfAborted();
    if (this.#stopping) throw new Error('The fleet was stopped, nothing can be opened any more.');
    const group = new LocalGroup(
      {
        ...this.options,
        mains: this.mains,
        gateway: this.#gateway,
        upstreamUrl: this.upstreamUrl,
        onClosed: () => this.#groups.delete(group),
      },
      shapes,
      options,
    );
    this.#groups.add(group);
    await untilAborted(
      options.signal,
      () => group.open(),
      () => group.close(),
    );
    return group;
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  /** The upstream last, because the work that is being finished may call it. */
  async #stop(): Promise<void> {
    await Promise.all([...this.#groups].map((group) => group.close()));
    await Promise.all([this.#gateway.stop(), this.#upstream.stop()]);
  }

  get #upstreamInfo(): ServiceInfo | null {
    return infoOf({ model: 'upstream', role: 'upstream' }, this.#upstream.endpoint);
  }
}
