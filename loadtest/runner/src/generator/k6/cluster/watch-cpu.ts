/**
 * A program for the container beside k6, which sees k6's processes and has Node, as k6's own image has not: each second the
 * CPU time that k6 has used and the cores that it may use, until k6 is gone.
 */
export const WATCH_CPU = `import { readFileSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';

const MS_PER_TICK = 10;
const LONGEST_START_S = 60;

const read = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};
const findK6 = () => readdirSync('/proc').find((entry) => /^\\d+$/.test(entry) && read('/proc/' + entry + '/comm') === 'k6\\n');

let pid = findK6();
for (let second = 0; pid === undefined && second < LONGEST_START_S * 4; second++) {
  await setTimeout(250);
  pid = findK6();
}
for (;;) {
  const stat = read('/proc/' + pid + '/stat');
  if (stat === '') break;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const cpuMs = (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
  process.stdout.write('c ' + Date.now() + ' ' + cpuMs + ' ' + availableParallelism() + '\\n');
  await setTimeout(1000);
}
`;

const READING = /^c (\d+) (\d+) (\d+)$/;

/** Reads a line of that program. */
export function readCpuLine(line: string) {
  const [, atMs, cpuMs, cores] = (READING.exec(line) ?? []).map(Number);
  return atMs === undefined ? undefined : { atMs, cpuMs: cpuMs!, cores: cores! };
}
