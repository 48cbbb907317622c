import { describe, expect, it } from '@jest/globals';
import { UsageError } from '../../usage-error.js';
import { closeAfter } from './close-after.js';

const fails = (message: string) => () => Promise.reject(new Error(message));
const NOT_RESTORED = 'The release is not as it was yet: fleetlab restore puts it back.';

describe('what is closed after a run', () => {
  it('is closed in any case, and gives what the run gave', async () => {
    const closed: number[] = [];
    const close = (number: number) => async () => void closed.push(number);
    await expect(closeAfter(async () => 5, close(1), close(2))).resolves.toBe(5);
    await expect(closeAfter(fails('broken'), close(3), fails('stuck'), close(4))).rejects.toThrow('broken');
    expect(closed).toEqual([1, 2, 3, 4]);
  });

  it('says that a close failed beside what the run failed with', async () => {
    await expect(closeAfter(fails('The API server cannot be reached.'), fails(NOT_RESTORED))).rejects.toThrow(
      `The API server cannot be reached.\n${NOT_RESTORED}`,
    );
  });

  it('says every close that failed', async () => {
    await expect(closeAfter(async () => 5, fails(NOT_RESTORED), fails('k6 is still there.'))).rejects.toThrow(
      `${NOT_RESTORED}\nk6 is still there.`,
    );
  });

  it('fails as the run, or as the close, where nothing else did', async () => {
    const error = new UsageError('no such release');
    await expect(closeAfter(() => Promise.reject(error))).rejects.toBe(error);
    await expect(
      closeAfter(
        async () => 5,
        () => Promise.reject(error),
      ),
    ).rejects.toBe(error);
  });
});
