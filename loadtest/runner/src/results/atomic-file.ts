import { randomUUID } from 'node:crypto';
import { open, rename, rm, symlink } from 'node:fs/promises';

/** Writes a file so that a reader, or a crash, sees the old one or the whole new one. */
export async function writeFileAtomically(path: string, content: string): Promise<void> {
  const temporary = temporaryName(path);
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Points a symbolic link somewhere else; there is no moment without it. */
export async function switchLink(path: string, target: string): Promise<void> {
  const temporary = temporaryName(path);
  await symlink(target, temporary);
  try {
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function temporaryName(path: string): string {
  return `${path}.${randomUUID().slice(0, 8)}.tmp`;
}
