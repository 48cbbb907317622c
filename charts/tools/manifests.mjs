// npm run manifests: writes what is made from the chart. With `--print FILE` it prints one of them instead.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './helm.mjs';
import { PLAIN_MANIFEST, plainManifest } from './plain-manifest.mjs';
import { README, readme } from './readme.mjs';

const generated = { [README]: readme, [PLAIN_MANIFEST]: plainManifest };

const [option, file] = process.argv.slice(2);
if (option === '--print' && file in generated) process.stdout.write(await generated[file]());
else if (option === undefined) {
  for (const [path, generate] of Object.entries(generated)) writeFileSync(join(root, path), await generate());
} else {
  process.stderr.write(`Expected nothing, or --print and one of ${Object.keys(generated).join(', ')}.\n`);
  process.exitCode = 64;
}
