import autocannon from 'autocannon';
import type { LoadOrder, LoadResult } from './load.js';

/** Runs one order at a time: the bench sends it, and gets the result back. */
process.on('message', (order: LoadOrder) => void load(order).then((result) => process.send?.(result)));
process.on('disconnect', () => process.exit());

function load({ seconds, ...request }: LoadOrder): Promise<LoadResult> {
  let ok = 0;
  let failed = 0;
  let firstAt = 0;
  let lastAt = 0;
  return new Promise((resolve) => {
    // autocannon counts by the second; here every answer is counted as it comes.
    const options = { ...request, duration: 3600, sampleInt: 100 };
    const instance = autocannon(options, () =>
      resolve({ ok, failed, perSecond: ok > 1 ? ((ok - 1) * 1000) / (lastAt - firstAt) : 0 }),
    );
    // The time runs from the first answer on, however long connections took.
    let stop: NodeJS.Timeout | undefined;
    const answered = () => (stop ??= setTimeout(() => instance.stop(), seconds * 1000));
    instance.on('response', (_client, status) => {
      answered();
      if (status >= 300) return void failed++;
      lastAt = performance.now();
      firstAt ||= lastAt;
      ok++;
    });
    instance.on('reqError', () => {
      answered();
      failed++;
    });
  });
}
