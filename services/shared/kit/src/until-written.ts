import type { Writable } from 'node:stream';

/** Resolves when all that was written has been taken, or when nobody is left to take it. */
export function untilWritten(stream: Writable): Promise<void> {
  if (stream.writableLength === 0 || stream.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    // `drain` would come only where more was written than the stream likes; a stream whose reader goes says so otherwise.
    stream.write('', () => resolve());
    stream.once('close', resolve).once('error', () => resolve());
  });
}
