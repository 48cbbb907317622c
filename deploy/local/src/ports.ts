import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';

const MAX_COMMAND_LENGTH = 120;

/** Why a wanted port cannot be had, who has it (where that can be found), and what to do. */
export async function portRefused(port: number, code: string): Promise<Error> {
  switch (code) {
    case 'EADDRINUSE': {
      const holder = (await findHolder(port)) ?? 'another process';
      return new Error(`Port ${port} is taken by ${holder}. Stop that, or choose another port (0 takes a free one).`);
    }
    case 'EACCES':
      return new Error(`Port ${port} needs rights that this user does not have. Choose one from 1024 to 65535.`);
    default:
      return new Error(`Cannot listen on port ${port} (${code}). Choose another port (0 takes a free one).`);
  }
}

/** `node server.js (pid 123)`; null where the system does not say, as outside Linux and for processes of other users. */
async function findHolder(port: number): Promise<string | null> {
  const sockets = await listeningSockets(port);
  if (sockets.size === 0) return null;
  for (const pid of await readdir('/proc')) {
    if (/^\d+$/.test(pid) && (await hasOneOpen(pid, sockets))) return `${await commandOf(pid)} (pid ${pid})`;
  }
  return null;
}

async function commandOf(pid: string): Promise<string> {
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const [program = '', ...rest] = commandLine.split('\0').filter((part) => part !== '');
  return [basename(program), ...rest].join(' ').slice(0, MAX_COMMAND_LENGTH) || 'a process';
}

/** The sockets that listen on a port, as /proc/<pid>/fd names them: `socket:[12345]`. */
async function listeningSockets(port: number): Promise<Set<string>> {
  const LISTEN = '0A';
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].map((path) => readFile(path, 'utf8').catch(() => ''));
  const rows = (await Promise.all(tables)).join('\n').split('\n');
  const found = new Set<string>();
  for (const row of rows) {
    const [, local, , state, , , , , , inode] = row.trim().split(/\s+/);
    if (state === LISTEN && parseInt(local?.split(':')[1] ?? '', 16) === port) found.add(`socket:[${inode}]`);
  }
  return found;
}

async function hasOneOpen(pid: string, sockets: ReadonlySet<string>): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  // Other users' processes cannot be read, and any may end meanwhile.
  const names = await readdir(folder).catch(() => []);
  const targets = await Promise.all(names.map((name) => readlink(`${folder}/${name}`).catch(() => '')));
  return targets.some((target) => sockets.has(target));
}
