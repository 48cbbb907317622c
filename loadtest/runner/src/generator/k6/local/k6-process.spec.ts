import { afterEach, describe, expect, it } from '@jest/globals';
import { TrialBroken } from '../../../trial/trial-broken.js';
import { K6Process } from './k6-process.js';

const never = new AbortController().signal;
const started: K6Process[] = [];
afterEach(() => Promise.all(started.splice(0).map((k6) => k6.stop())));

/** Node in place of k6, with a program that says what a k6 would. */
function run(program: string, signal = never): K6Process {
  const k6 = new K6Process({ program: process.execPath, args: ['-e', program], env: {}, cwd: '/' }, signal);
  started.push(k6);
  return k6;
}

describe('a k6 of this machine', () => {
  it('is heard on both of its streams, to the end', async () => {
    const k6 = run("console.error('h 1000 0.5'); console.error('f 0 1 2 0 timeout'); console.log('e 1 0')");
    await k6.ended;
    const [log] = k6.logs;
    expect(() => log!.checkWhole()).not.toThrow();
    expect(log!.samples).toHaveLength(1);
  });

  it('that ends with a code of its own breaks the trial, in its own words', async () => {
    const k6 = run("console.error('Nothing answers at http://a.test/'); process.exitCode = 108");
    await expect(k6.ended).rejects.toThrow(TrialBroken);
    await expect(k6.ended).rejects.toThrow(
      'k6 ended with exit code 108 in the middle of the trial. It said: Nothing answers at http://a.test/',
    );
  });

  it('that is killed breaks the trial', async () => {
    const k6 = run("console.error('h 1000 0.5'); setInterval(() => {}, 1000)");
    await k6.logs[0]!.begun;
    process.kill(k6.pid!, 'SIGKILL');
    await expect(k6.ended).rejects.toThrow('k6 was ended by SIGKILL in the middle of the trial.');
  });

  it('that is not there breaks the trial', async () => {
    const k6 = new K6Process({ program: '/nowhere/k6', args: [], env: {}, cwd: '/' }, never);
    await expect(k6.ended).rejects.toThrow(/^k6 could not be started: .*ENOENT/);
  });

  it('ends when the run does, for that reason', async () => {
    const abort = new AbortController();
    const k6 = run("console.error('h 1000 0.5'); setInterval(() => {}, 1000)", abort.signal);
    await k6.logs[0]!.begun;
    abort.abort(new Error('enough'));
    await expect(k6.ended).rejects.toThrow('enough');
  });
});
