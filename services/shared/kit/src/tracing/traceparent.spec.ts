import { describe, expect, it } from '@jest/globals';
import { formatTraceparent, parseTraceparent } from './traceparent.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';

describe('traceparent', () => {
  it('says the trace, the parent and whether it is sampled', () => {
    expect(parseTraceparent(`00-${TRACE}-${SPAN}-01`)).toEqual({ traceId: TRACE, spanId: SPAN, isSampled: true });
    expect(parseTraceparent(`00-${TRACE}-${SPAN}-00`)).toMatchObject({ isSampled: false });
  });

  it.each(['03', 'ff'])('is sampled by one bit of its flags: %s', (flags) => {
    expect(parseTraceparent(`00-${TRACE}-${SPAN}-${flags}`)).toMatchObject({ isSampled: true });
  });

  it.each([`01-${TRACE}-${SPAN}-01`, `cc-${TRACE}-${SPAN}-01-what-the-future-will-be-like`])(
    'of a later version is read as far as it is known: %s',
    (header) => expect(parseTraceparent(header)).toMatchObject({ traceId: TRACE, spanId: SPAN }),
  );

  it.each([
    ['', 'nothing'],
    [`ff-${TRACE}-${SPAN}-01`, 'the version that is none'],
    [`00-${'0'.repeat(32)}-${SPAN}-01`, 'no trace'],
    [`00-${TRACE}-${'0'.repeat(16)}-01`, 'no parent'],
    [`00-${TRACE.toUpperCase()}-${SPAN}-01`, 'upper case'],
    [`00-${TRACE}-${SPAN}-01-more`, 'more than its version has'],
    [`00-${TRACE}-${SPAN}-01, 00-${TRACE}-${SPAN}-01`, 'two of them'],
    [`01-${TRACE}-${SPAN}-01, 01-${TRACE}-${SPAN}-01`, 'two of a later version'],
    [`00-${TRACE}-${SPAN}`, 'no flags'],
    [`00-${TRACE}-${SPAN}-1`, 'half the flags'],
    [` 00-${TRACE}-${SPAN}-01`, 'a blank'],
  ])('is none when it is %j: %s', (header) => expect(parseTraceparent(header)).toBeUndefined());

  it('is written in the version that we know', () => {
    const parsed = parseTraceparent(`cc-${TRACE}-${SPAN}-03-more`)!;
    expect(formatTraceparent(parsed)).toBe(`00-${TRACE}-${SPAN}-01`);
  });
});
