import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';

/** Hands a file to whatever this system opens pages with. */
export async function openInBrowser(path: string): Promise<void> {
  const [command, ...args] = openerOf(process.platform);
  const opener = spawn(command!, [...args, pathToFileURL(path).href], { stdio: 'ignore', detached: true });
  try {
    await once(opener, 'spawn');
    opener.unref();
  } catch {
    throw new Error(`There is no ${command} on this machine to open a browser with. Open this file yourself: ${path}`);
  }
}

function openerOf(platform: NodeJS.Platform): readonly string[] {
  if (platform === 'darwin') return ['open'];
  return platform === 'win32' ? ['explorer'] : ['xdg-open'];
}
