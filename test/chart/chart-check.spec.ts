import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const CHECK = join(import.meta.dirname, '../../charts/tools/check.mjs');

/** On a machine without helm and kube-score. */
function check(...options: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CHECK, ...options], {
    env: { PATH: '' },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('npm run chart:check', () => {
  const said = 'SKIPPED all checks: helm is not on PATH.\n';

  it('says what it skips, which is no failure', () => {
    expect(check()).toEqual({ status: 0, stdout: said, stderr: '' });
  });

  it('ends with 77 after a skip where it has to be strict', () => {
    expect(check('--strict')).toEqual({ status: 77, stdout: said, stderr: '' });
  });

  it('refuses a word that it does not know', () => {
    expect(check('--strct')).toMatchObject({ status: 64, stderr: 'Expected nothing, or --strict; got --strct.\n' });
  });
});
