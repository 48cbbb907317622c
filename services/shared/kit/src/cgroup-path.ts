import { posix } from 'node:path';

/**
 * The path of a process's group by controller, from the text of /proc/self/cgroup: lines of `id:controllers:path`, with
 * no controller for version 2.
 */
export function groupPaths(membership = ''): ReadonlyMap<string, string> {
  const rows = membership.split('\n').map((line) => /^\d+:([^:]*):(.*)$/.exec(line));
  return new Map(rows.flatMap((row) => row?.[1]!.split(',').map((controller) => [controller, row[2]!] as const) ?? []));
}

/**
 * The folders of a group and of those around it, its own first. Not all of them exist: a container that sees its own
 * group as the root may be told its path outside, and one seen from another namespace begins with `/..`.
 */
export function groupFolders(mount: string, path = '/'): string[] {
  const folders: string[] = [];
  for (let at = posix.normalize(path); ; at = posix.dirname(at)) {
    folders.push(posix.join(mount, at));
    if (at === '/') return folders;
  }
}
