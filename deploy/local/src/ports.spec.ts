import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { portRefused } from './ports.js';

describe('portRefused', () => {
  it('names the port that is taken, who has it, and what to do', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as AddressInfo;
    const { message } = await portRefused(port, 'EADDRINUSE');
    holder.close();
    expect(message).toMatch(new RegExp(`^Port ${port} is taken by node .*\\(pid ${process.pid}\\)\\. Stop that, or`));
  });

  it('also finds who listens on all addresses', async () => {
    const holder = createServer().listen(0, '::');
    await once(holder, 'listening');
    const { message } = await portRefused((holder.address() as AddressInfo).port, 'EADDRINUSE');
    holder.close();
    expect(message).toContain(`(pid ${process.pid})`);
  });

  it('still names the port where nobody can be found', async () => {
    const { message } = await portRefused(0, 'EADDRINUSE');
    expect(message).toBe('Port 0 is taken by another process. Stop that, or choose another port (0 takes a free one).');
  });

  it('says which ports anyone may have where rights are missing', async () => {
    const { message } = await portRefused(80, 'EACCES');
    expect(message).toBe('Port 80 needs rights that this user does not have. Choose one from 1024 to 65535.');
  });
});
