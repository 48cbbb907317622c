#!/usr/bin/env node
// Nothing here needs a new Node, so that one that is too old can still say so.
const OLDEST = { major: 24, minor: 9 };
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < OLDEST.major || (major === OLDEST.major && minor < OLDEST.minor)) {
  refuse(
    `this is Node ${process.versions.node}; expected ${OLDEST.major}.${OLDEST.minor} or newer. ` +
      'Run it as `npx fleetlab`, which takes the Node that `npm ci` has installed.',
  );
} else {
  try {
    await import('../dist/cli.js');
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || !String(error.url).endsWith('/runner/dist/cli.js')) throw error;
    refuse('it is not built yet. Run `npm run build` first.');
  }
}

function refuse(reason) {
  process.stderr.write(`fleetlab: ${reason}\n`);
  process.exitCode = 2;
}
