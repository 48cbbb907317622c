// Prints the processes that belong to this clone, one a line: `pid startTime [listening ports] command`.
// A process belongs to it when its program, its folder or its command line lies inside; the caller's own chain does not count.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const root = process.cwd();
const listening = listeningPorts();
const chain = ownChain();
for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
  if (chain.has(pid) || !isOurs(pid)) continue;
  const ports = portsOf(pid).map((port) => ` port ${port}`);
  process.stdout.write(`${pid} ${startTime(pid)}${ports.join('')} ${commandLine(pid)}\n`);
}

function isOurs(pid) {
  const places = [link(pid, 'exe'), link(pid, 'cwd'), ...read(pid, 'cmdline').split('\0')];
  return places.some((place) => place === root || place.startsWith(`${root}/`));
}

function ownChain() {
  const pids = new Set();
  for (let pid = String(process.pid); pid !== '0' && pid; pid = stat(pid)[1]) pids.add(pid);
  return pids;
}

function listeningPorts() {
  const rows = ['tcp', 'tcp6'].flatMap((table) => read('net', table).split('\n').slice(1));
  const columns = rows.map((row) => row.trim().split(/\s+/)).filter((row) => row[3] === '0A');
  return new Map(columns.map((row) => [`socket:[${row[9]}]`, parseInt(row[1].split(':')[1], 16)]));
}

function portsOf(pid) {
  return entries(`/proc/${pid}/fd`)
    .map((fd) => listening.get(link(pid, `fd/${fd}`)))
    .filter((port) => port !== undefined);
}

/** What follows the command's name in /proc/pid/stat: state, parent, ... The name may hold blanks and brackets itself. */
function stat(pid) {
  const text = read(pid, 'stat');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function startTime(pid) {
  return stat(pid)[19] ?? '';
}

function commandLine(pid) {
  return read(pid, 'cmdline').replaceAll('\0', ' ').trim();
}

function entries(folder) {
  return orElse([], () => readdirSync(folder));
}

function link(pid, name) {
  return orElse('', () => readlinkSync(`/proc/${pid}/${name}`));
}

function read(pid, name) {
  return orElse('', () => readFileSync(`/proc/${pid}/${name}`, 'utf8'));
}

/** A process may end between two looks; then it is not left behind. */
function orElse(value, look) {
  try {
    return look();
  } catch {
    return value;
  }
}
