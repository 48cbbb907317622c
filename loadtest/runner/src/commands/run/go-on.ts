import { relative } from 'node:path';

/**
 * How to go on with a run that did not end, as a command of the clone.
 *
 * @param push where it was pushed to, as it may be shown
 */
export function goOn(folder: string, push?: { readonly shownUrl: string; readonly hasPassword: boolean }): string {
  const command = `npx fleetlab run --resume ${relative('', folder)}${push ? ` --push ${push.shownUrl}` : ''}`;
  const missing = push?.hasPassword ? ' (with the name and the password again in the address of --push)' : '';
  return `Finished trials are kept. Go on: ${command}${missing}`;
}
