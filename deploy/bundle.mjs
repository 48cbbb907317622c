// Joins the compiled services and what they import into few files, below the folder that is given: a service that starts
// reads 20 files instead of 1500, in half the time. See docs/decisions/0007-the-image-holds-bundles.md.
import { globSync } from 'node:fs';
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

const [folder] = process.argv.slice(2);
await build({
  entryPoints: globSync(['services/*/dist/{main,worker}.js', 'services/**/dist/**/*.{thread,worker,helper}.js'], {
    exclude: ['**/node_modules'],
  }),
  outdir: folder,
  outbase: '.',
  chunkNames: 'services/shared/chunks/[name]-[hash]',
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

/** Optional parts of a library: it looks for them when it runs, and does without. */
function leaveWhatIsNotInstalled({ onResolve, resolve }) {
  const asked = Symbol('asked');
  onResolve({ filter: /^[^./]/ }, async ({ path, pluginData, ...from }) => {
    if (pluginData === asked || from.kind === 'entry-point') return undefined;
    const { errors } = await resolve(path, { ...from, pluginData: asked });
    return errors.length > 0 ? { path, external: true } : undefined;
  });
}
