import { describe, expect, it } from '@jest/globals';
import { earlierTarget } from './earlier-target.js';

describe('what an earlier run measured', () => {
  it.each([
    ['local', { target: 'local' }],
    ['url http://a.test:8080', { target: 'url', url: 'http://a.test:8080' }],
    ['kubernetes kind/lab/fleetlab', { target: 'kubernetes', context: 'kind', namespace: 'lab', release: 'fleetlab' }],
    [
      'kubernetes arn:aws:eks:eu-west-1:1:cluster/prod/lab/fleetlab',
      { target: 'kubernetes', context: 'arn:aws:eks:eu-west-1:1:cluster/prod', namespace: 'lab', release: 'fleetlab' },
    ],
  ])('is told by %s', (name, options) => {
    expect(earlierTarget(name)).toEqual(options);
  });
});
