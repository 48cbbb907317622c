import { config } from '../../config.js';
import type { Cell } from '../../experiment/plan.js';
import { createEmbeddedGenerator } from '../../generator/embedded/embedded.generator.js';
import type { Generator } from '../../generator/generator.js';
import { createK6Generator } from '../../generator/k6/k6.generator.js';
import { findK6 } from '../../generator/k6/local/find-k6.js';
import { checkCells } from '../../generator/k6/script-for-load.js';

export interface GeneratorOptions {
  readonly generator?: 'embedded' | 'k6';
}

/**
 * What puts the load on: what the options say, else the embedded generator.
 *
 * @param cells all that will be run
 * @throws UsageError where the options contradict each other, or the generator cannot do what a cell asks
 */
export async function chooseGenerator({ generator }: GeneratorOptions, cells: readonly Cell[]): Promise<Generator> {
  if (generator !== 'k6') return createEmbeddedGenerator();
  checkCells(cells);
  return createK6Generator(await findK6(config.PATH));
}
