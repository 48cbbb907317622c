import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { isRunning } from './process-state.js';

const isLinux = process.platform === 'linux';

describe('a process', () => {
  it('runs as long as it does something', async () => {
    expect(await isRunning(process.pid)).toBe(true);
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    expect(await isRunning(child.pid!)).toBe(false);
  });

  it('runs no more once it was killed, also before its parent has taken notice', async () => {
    if (!isLinux) return;
    // A shell that becomes a program which waits for nobody: its child stays a zombie.
    const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec tail -f /dev/null'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      const [said] = (await once(parent.stdout, 'data')) as [Buffer];
      const pid = Number(String(said));
      expect(await isRunning(pid)).toBe(true);
      process.kill(pid, 'SIGKILL');
      while (await isRunning(pid)) await new Promise(setImmediate);
      // It is still there for everyone who only asks whether it is.
      expect(process.kill(pid, 0)).toBe(true);
    } finally {
      parent.kill('SIGKILL');
    }
  });
});
