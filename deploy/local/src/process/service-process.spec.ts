import { afterEach, describe, expect, it } from '@jest/globals';
import { fixture } from '../test-fixtures/mains.js';
import { Messages } from '../test-fixtures/messages.fixture.js';
import { processesMarked, untilNoneIsMarked } from '../test-fixtures/processes.fixture.js';
import type { Endpoint } from './process.types.js';
import { ServiceProcess } from './service-process.js';

const stops: (() => Promise<void>)[] = [];
let marks = 0;

function create(main: string, keepsPort = false) {
  const mark = `service-process-spec-${process.pid}-${++marks}`;
  const [events, logs] = [new Messages(), new Messages()];
  const changes: (Endpoint | null)[] = [];
  const service = new ServiceProcess(
    { name: 'fixture', main: fixture(main), env: { PORT: '0', ADMIN_PORT: '0', FLEETLAB_MARK: mark }, keepsPort },
    { onEvent: events.tell, onLog: logs.tell, onChange: (endpoint) => changes.push(endpoint) },
  );
  stops.push(() => service.stop());
  return { service, events, logs, changes, mark };
}

afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

describe('ServiceProcess', () => {
  it('starts a service and says where it is', async () => {
    const { service } = create('service.js');
    const { pid, port } = await service.start();
    const answer = await (await fetch(`http://127.0.0.1:${port}/`)).json();
    expect(answer).toMatchObject({ pid });
  });

  it('starts it again after it was killed, later each time, and says so', async () => {
    const { service, events, changes } = create('service.js');
    const first = await service.start();
    process.kill(first.pid, 'SIGKILL');
    await events.first(/ready again/);
    const second = service.endpoint!;
    process.kill(second.pid, 'SIGKILL');
    await events.first(/0\.4 s/);

    expect(events.all[0]).toContain(`fixture (pid ${first.pid}) ended with SIGKILL, starting it again in 0.2 s.`);
    expect(events.all[1]).toBe(`fixture (pid ${second.pid}) is ready again.`);
    expect(events.all[2]).toContain(`fixture (pid ${second.pid}) ended with SIGKILL, starting it again in 0.4 s.`);
    expect(changes).toEqual([first, null, second, null]);
  });

  it('comes back on its port where others were told of it', async () => {
    const { service, events } = create('service.js', true);
    const { pid, port } = await service.start();
    process.kill(pid, 'SIGKILL');
    await events.first(/ready again/);
    expect(service.endpoint).toMatchObject({ port });
  });

  it('comes back on its admin port, for those who watch it', async () => {
    const { service, events } = create('service.js');
    const { pid, adminPort } = await service.start();
    process.kill(pid, 'SIGKILL');
    await events.first(/ready again/);
    expect(service.endpoint).toMatchObject({ adminPort });
    expect(service.endpoint!.pid).not.toBe(pid);
  });

  it('takes another admin port where it cannot have its own again', async () => {
    const { service, events } = create('admin-port-taken.js');
    const { pid, adminPort } = await service.start();
    process.kill(pid, 'SIGKILL');
    expect(await events.first(/code 1/)).toContain(`port ${adminPort} is taken`);
    await events.first(/ready again/);
    expect(service.endpoint!.adminPort).not.toBe(adminPort);
  });

  it('starts a service again that ended by itself, and tells its last words', async () => {
    const { service, events } = create('service.js');
    const { port } = await service.start();
    await fetch(`http://127.0.0.1:${port}/exit?code=1`).catch(() => undefined);
    expect(await events.first(/ended/)).toMatch(
      /ended with code 1, starting it again in 0.2 s.*\n.*\n {2}asked to exit$/,
    );
    await events.first(/ready again/);
  });

  it('does not start a service again that says it cannot run', async () => {
    const { service, events, mark } = create('service.js');
    const { port } = await service.start();
    await fetch(`http://127.0.0.1:${port}/exit?code=78`).catch(() => undefined);
    const message = await events.first(/ended/);
    expect(message).toContain('cannot run and is not started again: it ended with code 78.');
    expect(message).toContain('asked to exit');
    await service.stop();
    expect(await processesMarked(mark)).toEqual([]);
  });

  it('does not try again where the first start fails, and tells why in the words of the service', async () => {
    const { service, events } = create('unusable.js');
    await expect(service.start()).rejects.toThrow(
      /fixture \(pid \d+\) did not start: it ended with code 78\. It said last:\n {2}Cannot start: THREADS=0/,
    );
    expect(events.all).toEqual([]);
  });

  it('can be stopped while it starts', async () => {
    const { service, logs, mark } = create('unready.js');
    const started = service.start();
    await Promise.all([
      expect(started).rejects.toThrow('was stopped while it started'),
      logs.first(/starting/).then(() => service.stop()),
    ]);
    expect(await processesMarked(mark)).toEqual([]);
  });

  it('is not started after it was stopped', async () => {
    const { service } = create('service.js');
    await service.stop();
    await expect(service.start()).rejects.toThrow('stopped before it was started');
  });

  it('can be stopped while it waits to start again', async () => {
    const { service, events, mark } = create('service.js');
    process.kill((await service.start()).pid, 'SIGKILL');
    await events.first(/starting it again/);
    await service.stop();
    expect(await processesMarked(mark)).toEqual([]);
  });

  it('kills a service that does not end within the grace period', async () => {
    const { service, logs, mark } = create('stubborn.js');
    await service.start();
    await service.stop();
    expect(logs.all.at(-1)).toContain('asked to end');
    expect(await processesMarked(mark)).toEqual([]);
  });

  it.each(['SIGTERM', 'SIGKILL'])('leaves no child of a service behind that ends with %s', async (signal) => {
    const { service, events, mark } = create('with-child.js');
    const { pid } = await service.start();
    expect((await processesMarked(mark)).length).toBe(2);
    if (signal === 'SIGKILL') {
      process.kill(pid, signal);
      await events.first(/starting it again/);
    }
    await service.stop();
    await untilNoneIsMarked(mark);
  });
});
