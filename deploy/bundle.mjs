// Joins the compiled services and what they import into few files, below the folder that is given: a service that starts
// reads 20 files instead of 1500, in half the time. See docs/decisions/0007-the-image-holds-bundles.md. The runner is joined
// apart from them, so that no service reads a line of it.
import { cpSync, globSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** They start threads or processes from files of their own, which they look for beside themselves. */
const STAY_OUTSIDE = ['piscina', 'workerpool'];
/** Fastify asks for them only where a route has a schema, and none has: see app.ts of the kit. */
const NEVER_LOADED = ['@fastify/ajv-compiler', '@fastify/fast-json-stringify-compiler'];
const OF_COMMONJS = [
  "import { createRequire as $createRequire } from 'node:module';",
  'const require = $createRequire(import.meta.url);',
  'const { filename: __filename, dirname: __dirname } = import.meta;',
];
/** What the runner reads beside its code, and by what its parts are found. */
const OF_RUNNER = [
  'loadtest/runner/bin/fleetlab.js',
  'loadtest/runner/package.json',
  'loadtest/experiments/*.yaml',
  'loadtest/k6/**/*.ts',
  'deploy/local/package.json',
];
const LICENCE = /^(licen[cs]e|copying|notice|copyright)/i;

const [folder] = process.argv.slice(2);
await bundle(
  globSync(['services/*/dist/{main,worker}.js', 'services/**/dist/**/*.{thread,worker,helper}.js'], {
    exclude: ['**/node_modules'],
  }),
  'services/shared/chunks',
);
const { inputs } = await bundle(
  ['loadtest/runner/dist/cli.js', 'deploy/local/dist/gateway/gateway.main.js'],
  // Beside cli.js: package-folder.ts of the runner goes by that.
  'loadtest/runner/dist',
);
for (const file of globSync(OF_RUNNER)) cpSync(file, join(folder, file));
copyLicences(Object.keys(inputs));

async function bundle(entryPoints, chunks) {
  const { metafile } = await build({
    entryPoints,
    outdir: folder,
    outbase: '.',
    chunkNames: `${chunks}/[name]-[hash]`,
    metafile: true,
    bundle: true,
    // What several of them import is there once, so that a class is the same class for all.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // V8 keeps the text of what it has loaded. Names stay, and lines that an error can point at.
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: 160,
    keepNames: true,
    external: [...STAY_OUTSIDE, ...NEVER_LOADED],
    banner: { js: OF_COMMONJS.join('\n') },
    plugins: [{ name: 'leave what is not installed', setup: leaveWhatIsNotInstalled }],
  });
  return metafile;
}

/** Optional parts of a library: it looks for them when it runs, and does without. */
function leaveWhatIsNotInstalled({ onResolve, resolve }) {
  const asked = Symbol('asked');
  onResolve({ filter: /^[^./]/ }, async ({ path, pluginData, ...from }) => {
    if (pluginData === asked || from.kind === 'entry-point') return undefined;
    const { errors } = await resolve(path, { ...from, pluginData: asked });
    return errors.length > 0 ? { path, external: true } : undefined;
  });
}

/** Of the packages that only the runner has: those of the services are installed whole, beside their bundles. */
function copyLicences(files) {
  const packages = new Set(files.flatMap((file) => /^(.*node_modules\/(@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []));
  for (const path of packages) {
    const kept = readdirSync(path).filter((name) => name === 'package.json' || LICENCE.test(name));
    for (const name of kept) cpSync(join(path, name), join(folder, 'loadtest/runner/licences', path, name));
  }
}
