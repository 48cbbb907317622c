import type { Contender } from './interleave.js';
import type { LoadProcess } from './load.js';
import type { SpawnedServer } from './spawned-server.js';

/** Enough under way that a server with a core to itself is never idle. */
const SATURATING = { connections: 10, pipelining: 10 };

/** A server that is given as many noops as it can answer: what each costs is then what its core can do, divided by their number. */
export function saturated(what: string, server: SpawnedServer, load: LoadProcess): Contender {
  return {
    what,
    async measure(seconds, signal) {
      const cpuBeforeUs = server.cpuUs();
      const startedAt = performance.now();
      const { ok, perSecond } = await load.run({ url: `${server.url}/async/noop`, ...SATURATING, seconds }, signal);
      const tookUs = (performance.now() - startedAt) * 1000;
      const usedUs = cpuBeforeUs === null ? null : (server.cpuUs() ?? Number.NaN) - cpuBeforeUs;
      return { perSecond, cpuUs: usedUs && usedUs / ok, busyCores: usedUs && usedUs / tookUs };
    },
  };
}
