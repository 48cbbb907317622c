import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { root } from '../config.js';

/** Runs a program to its end. @returns what it printed; rejects with all that it said where it fails */
export async function command(program: string, args: readonly string[], input?: string): Promise<string> {
  const running = promisify(execFile)(program, [...args], { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  if (input !== undefined) running.child.stdin!.end(input);
  try {
    return (await running).stdout;
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    const said = stderr.trim() || stdout.trim() || message;
    throw new Error(`${program} ${args.join(' ')}\n${said}`, { cause: error });
  }
}

/** A command line as the caller of the tests wrote it; what it prints is shown. */
export async function shell(line: string): Promise<void> {
  const child = spawn(line, { shell: true, cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`It ended with exit code ${code}: ${line}`);
}
