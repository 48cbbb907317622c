import { GRACE_MS } from '../config.js';
import type { FromGateway, ToGateway } from './gateway.messages.js';
import { GatewayListener } from './gateway-listener.js';

/** The gateway process: as many listeners as its supervisor asks for, until it says stop or is gone. */
const listeners = new Map<number, GatewayListener>();
let leaving: Promise<void> | undefined;

process.on('message', (message: ToGateway) => void receive(message));
process.on('SIGTERM', () => void leave());
process.on('disconnect', () => void leave());
if (process.connected) process.send!({ type: 'fleetlab:ready', port: null, adminPort: 0 });
else process.exit();

async function receive(message: ToGateway): Promise<void> {
  const { id } = message;
  switch (message.type) {
    case 'listen':
      return answer(await open(id, message));
    case 'route':
      listeners.get(id)?.route(message.routes);
      return;
    case 'close':
      await listeners.get(id)?.close(GRACE_MS);
      listeners.delete(id);
      return answer({ type: 'closed', id });
  }
}

async function open(id: number, { port, routes }: ToGateway & { type: 'listen' }): Promise<FromGateway> {
  const listener = new GatewayListener(routes);
  listeners.set(id, listener);
  try {
    return { type: 'listening', id, port: await listener.listen(port) };
  } catch (error) {
    listeners.delete(id);
    return { type: 'refused', id, code: (error as NodeJS.ErrnoException).code ?? 'unknown' };
  }
}

function answer(message: FromGateway): void {
  // A supervisor that is gone needs no answer.
  process.send?.(message, () => {});
}

function leave(): Promise<void> {
  leaving ??= Promise.all([...listeners.values()].map((listener) => listener.close(GRACE_MS))).then(() =>
    process.exit(),
  );
  return leaving;
}
