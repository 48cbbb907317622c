import { describe, expect, it } from '@jest/globals';
import { nameOf } from '../../generator/k6/cluster/load-kind.js';
import { earlierGenerator } from './earlier-generator.js';

const options = (parallelism: number) => ({ release: 'lab', image: 'registry.test:5000/k6:1.8.1', parallelism });

describe('what put the load on before', () => {
  it('is read from its name: where k6 ran, how many, and of which image', () => {
    const k6Image = 'registry.test:5000/k6:1.8.1';
    expect(earlierGenerator(nameOf('job', options(1)))).toEqual({ generator: 'k6', k6: 'job', k6Image });
    expect(earlierGenerator(nameOf('testrun', options(3)))).toEqual({
      ...{ generator: 'k6', k6: 'testrun', k6Image, parallelism: 3 },
    });
    expect(earlierGenerator('k6 v1.8.1')).toEqual({ generator: 'k6', k6: 'local' });
  });

  it('asks for nothing where it was the embedded one', () => {
    expect(earlierGenerator('embedded')).toEqual({});
  });
});
