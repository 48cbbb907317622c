import type { FleetGroup, OpenOptions, ServiceInfo, ServiceShape } from './fleet.types.js';
import { HOST } from './config.js';
import type { Routes } from './gateway/gateway.messages.js';
import type { GatewayPort, GatewayProcess } from './gateway/gateway-process.js';
import { ServiceProcess, type ServiceProcessEvents } from './process/service-process.js';
import { createSpool, type QueueSpool } from './queue-spool.js';
import { infoOf } from './service-info.js';
import type { ServiceMains } from './service-mains.js';
import { type PlannedProcess, processesOf } from './shape-processes.js';

export interface GroupContext extends Pick<ServiceProcessEvents, 'onEvent' | 'onLog'> {
  readonly gateway: GatewayProcess;
  readonly mains: ServiceMains;
  readonly upstreamUrl: string;
  readonly inheritSettings?: boolean;
  readonly onClosed: (group: LocalGroup) => void;
}

interface Member {
  readonly plan: PlannedProcess;
  readonly process: ServiceProcess;
}

/** The processes of some shapes and their listener. Can be closed at any moment, also while it opens. */
export class LocalGroup implements FleetGroup {
  url = '';
  readonly #members: readonly Member[];
  #spool: QueueSpool | undefined;
  #port: GatewayPort | undefined;
  #closing: Promise<void> | undefined;

  constructor(
    private readonly context: GroupContext,
    shapes: readonly ServiceShape[],
    private readonly options: Omit<OpenOptions, 'signal'>,
  ) {
    const { onEvent, onLog, inheritSettings } = context;
    const onChange = () => this.#port?.route(this.#routes());
    const spoolFile = () => (this.#spool ??= createSpool()).file;
    this.#members = shapes
      .flatMap((shape) => processesOf(shape, { ...context, spoolFile }))
      .map((plan) => ({
        plan,
        process: new ServiceProcess({ ...plan, inheritSettings }, { onEvent, onLog, onChange }),
      }));
  }

  get services(): readonly ServiceInfo[] {
    return this.#members.flatMap(({ plan, process }) => infoOf(plan, process.endpoint) ?? []);
  }

  /** Listens first, so that a taken port is told before anything is started, then starts all at once. */
  async open(): Promise<void> {
    this.#port = this.context.gateway.listen(this.options.port ?? 0, this.#routes());
    this.url = `http://${HOST}:${await this.#port.opened}`;
    await Promise.all(this.#members.map(({ process }) => process.start()));
    if (this.#closing) throw new Error('The group was closed while it opened.');
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** In this order, so that requests in flight still find their service. */
  async #close(): Promise<void> {
    await this.#port?.close();
    await Promise.all(this.#members.map(({ process }) => process.stop()));
    this.#spool?.remove();
    this.context.onClosed(this);
  }

  #routes(): Routes {
    const routes: Record<string, string[]> = {};
    for (const { plan, process } of this.#members) {
      if (plan.role === 'worker') continue;
      const origins = (routes[plan.model] ??= []);
      const url = infoOf(plan, process.endpoint)?.url;
      if (url) origins.push(url);
    }
    return routes;
  }
}
