import { describe, expect, it } from '@jest/globals';
import { modelOf, pathOf } from './request-path.js';

describe('pathOf', () => {
  it.each([
    ['/threaded/sleep?ms=100', '/threaded/sleep?ms=100'],
    ['http://example.org/threaded/sleep?ms=100', '/threaded/sleep?ms=100'],
    ['//threaded/sleep', '//threaded/sleep'],
    ['*', '*'],
  ])('takes %s as %s', (target, path) => {
    expect(pathOf(target)).toBe(path);
  });
});

describe('modelOf', () => {
  it.each([
    ['/threaded', 'threaded'],
    ['/threaded/sleep?ms=100', 'threaded'],
    ['/threaded?ms=100', 'threaded'],
    ['/', ''],
    ['*', ''],
    ['//threaded', ''],
  ])('finds in %s the model "%s"', (path, model) => {
    expect(modelOf(path)).toBe(model);
  });
});
