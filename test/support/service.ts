import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** One service process, started as the supervisor starts it, on free ports. */
export interface Service extends AsyncDisposable {
  readonly url: string;
  readonly adminUrl: string;
  readonly process: ChildProcess;
  /** What it has logged so far. */
  readonly log: () => string;
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** Starts a service and resolves when it says it is ready. */
export async function startService(name: string, env: Record<string, string> = {}, main = 'main'): Promise<Service> {
  const child = fork(fileURLToPath(import.meta.resolve(`@fleetlab/${name}/${main}`)), {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', ADMIN_PORT: '0', ...env },
  });
  let log = '';
  child.stdout!.on('data', (chunk) => (log += chunk));
  child.stderr!.on('data', (chunk) => (log += chunk));
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
  const ready = once(child, 'message') as Promise<[{ port: number; adminPort: number }]>;
  const first = await Promise.race([ready, ended]);
  if (!Array.isArray(first)) throw new Error(`${name} ended with ${first} before it was ready:\n${log}`);
  const [{ port, adminPort }] = first;
  return {
    url: `http://127.0.0.1:${port}`,
    adminUrl: `http://127.0.0.1:${adminPort}`,
    process: child,
    log: () => log,
    ended,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The value of one series at the admin port; undefined where there is none. */
export async function metric(service: Service, series: string): Promise<number | undefined> {
  const text = await (await fetch(`${service.adminUrl}/metrics`)).text();
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

/** Whether its admin port says that it is ready. */
export async function isReady(service: Service): Promise<boolean> {
  return (await fetch(`${service.adminUrl}/readyz`)).status === 200;
}

/** Asks again until the condition holds: for what is pushed, and has no other signal. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}
