import { describe, expect, it } from '@jest/globals';
import { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { untilWritten } from './until-written.js';

/** A reader that takes what is written from when it is told to. */
function slowReader() {
  const { promise: isTold, resolve: take, reject: fail } = Promise.withResolvers<void>();
  const write = (_chunk: unknown, _encoding: unknown, done: (error?: Error) => void) =>
    void isTold.then(() => done(), done);
  return { stream: new Writable({ write }), take, fail };
}

describe('the end of what is written', () => {
  it('is waited for while there is a reader', async () => {
    const { stream, take } = slowReader();
    stream.write('a line of the log');
    let isWritten = false;
    const written = untilWritten(stream).then(() => (isWritten = true));
    await setImmediate();
    expect(isWritten).toBe(false);
    take();
    await written;
  });

  it('is there at once where nothing was written', async () => {
    await untilWritten(slowReader().stream);
  });

  it('is not waited for when the reader goes away meanwhile', async () => {
    const { stream } = slowReader();
    stream.write('a line of the log');
    const written = untilWritten(stream);
    stream.destroy();
    await written;
  });

  it('is not waited for when writing fails, as into a pipe that nobody reads', async () => {
    const { stream, fail } = slowReader();
    stream.on('error', () => {});
    stream.write('a line of the log');
    const written = untilWritten(stream);
    fail(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    await written;
  });

  it('is not waited for when the reader was gone before', async () => {
    const { stream } = slowReader();
    stream.write('a line of the log');
    stream.destroy();
    await untilWritten(stream);
  });
});
