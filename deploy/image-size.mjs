// Prints how much an image holds beyond its base, unpacked, and fails where that is too much.
// Everything that deploy/Dockerfile adds is below /app. Nothing is run, so the image may be for another processor.
import { execFileSync } from 'node:child_process';

const LIMIT_MB = 150;
const FAR_BEYOND_LIMIT = 2e9;

try {
  const [image] = process.argv.slice(2);
  if (image === undefined) throw new Error('Which image? Expected its name, for instance fleetlab:0.1.0.');
  const mb = bytesBelow('/app', image) / 1e6;
  process.stdout.write(`${image}: ${mb.toFixed(1)} MB unpacked beyond its base, of at most ${LIMIT_MB} MB.\n`);
  process.exitCode = mb <= LIMIT_MB ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** Counted as a tar archive has them: each file in whole blocks of 512 bytes, and its name. */
function bytesBelow(folder, image) {
  const container = docker('create', image).toString().trim();
  try {
    return docker('cp', `${container}:${folder}`, '-').length;
  } finally {
    docker('rm', container);
  }
}

function docker(...words) {
  return execFileSync('docker', words, { maxBuffer: FAR_BEYOND_LIMIT, stdio: ['ignore', 'pipe', 'pipe'] });
}
