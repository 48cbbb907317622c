import { describe, expect, it } from '@jest/globals';
import { CloseFailed } from './close-failed.js';
import { Interruption, untilInterrupted } from './interruption.js';

describe('a run until interrupted', () => {
  it('ends with what the run gives', async () => {
    await expect(untilInterrupted(async () => 5)).resolves.toBe(5);
    await expect(untilInterrupted(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('tells the run of %s, and ends with code %d whatever it failed with', async (name, exitCode) => {
    const running = untilInterrupted(async (signal) => {
      process.emit(name);
      process.emit(name);
      if (signal.aborted) throw new Error('something that was cut off');
    });
    await expect(running).rejects.toMatchObject({ name: 'Interruption', exitCode });
  });

  it('may be stopped on purpose: then it ends well', async () => {
    const running = untilInterrupted(async (signal) => {
      process.emit('SIGINT');
      return signal.aborted;
    });
    await expect(running).resolves.toBe(true);
  });

  it('can say what to do next', async () => {
    const running = untilInterrupted(async () => {
      throw new Interruption('SIGINT', 'Go on.');
    });
    await expect(running).rejects.toMatchObject({ hint: 'Go on.' });
  });

  it('says what could not be put back after a signal', async () => {
    const running = untilInterrupted(async (signal) => {
      process.emit('SIGINT');
      throw new CloseFailed([new Error('The release is not as it was yet.')], signal.reason);
    });
    await expect(running).rejects.toMatchObject({ exitCode: 130, hint: 'The release is not as it was yet.' });
  });

  it('leaves no listener behind', async () => {
    const before = process.listenerCount('SIGINT');
    await untilInterrupted(async () => expect(process.listenerCount('SIGINT')).toBe(before + 1));
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});
