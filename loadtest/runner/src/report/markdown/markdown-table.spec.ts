import { expect, it } from '@jest/globals';
import { markdownTable } from './markdown-table.js';

it('pads columns, aligns numbers to the right and escapes what would break a row', () => {
  expect(
    markdownTable(
      ['a', 'req/s'],
      [
        ['x|y', '9'],
        ['z', '100'],
      ],
      ['left', 'right'],
    ),
  ).toBe(['| a    | req/s |', '| ---- | ----: |', '| x\\|y |     9 |', '| z    |   100 |'].join('\n'));
});
