import { beforeEach, describe, expect, it } from '@jest/globals';
import { Readiness } from './readiness.js';

describe('readiness', () => {
  let told: boolean[];
  let readiness: Readiness;

  beforeEach(() => {
    told = [];
    readiness = new Readiness({ setReady: (isReady) => void told.push(isReady) });
  });

  it('comes with the process where nobody says that anything is away', () => {
    readiness.open();
    expect(told).toEqual([true]);
  });

  it('waits for what was away when the process came up', () => {
    readiness.setAvailable(false);
    readiness.open();
    readiness.setAvailable(true);
    expect(told).toEqual([false, false, true]);
  });

  it('does not come before the process is up', () => {
    readiness.setAvailable(true);
    expect(told).toEqual([false]);
  });

  it('never comes back while the process drains', () => {
    readiness.open();
    readiness.close();
    readiness.setAvailable(false);
    readiness.setAvailable(true);
    expect(told).toEqual([true, false, false, false]);
  });
});
