import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { chart, root } from './helm.mjs';
import { requestsInAll } from './requests.mjs';
import { valuesTable } from './values-table.mjs';

export const README = `${chart}/README.md`;

/** The chart's README with what comes from values.yaml written anew. */
export async function readme() {
  const values = readFileSync(join(root, chart, 'values.yaml'), 'utf8');
  const filled = replaced(
    replaced(readFileSync(join(root, README), 'utf8'), 'values', `\n\n${valuesTable(values)}\n\n`),
    'requests',
    requestsInAll(values),
  );
  return format(filled, { ...(await resolveConfig(join(root, README))), parser: 'markdown' });
}

/** @throws where the text has no such pair of marks */
function replaced(text, mark, content) {
  const pattern = new RegExp(`(<!-- ${mark} -->)[^]*?(<!-- /${mark} -->)`);
  if (!pattern.test(text)) throw new Error(`${README} needs <!-- ${mark} --> and <!-- /${mark} -->.`);
  return text.replace(pattern, (_all, begin, end) => `${begin}${content}${end}`);
}
