import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const SCRIPTS = ['kind/up.sh', 'kind/down.sh', 'minikube/up.sh', 'minikube/down.sh'].map((path) => `deploy/${path}`);
/** What shows commands for these clusters to people and to CI. */
const SHOWN = [
  'charts/fleetlab/README.md',
  'charts/fleetlab/templates/NOTES.txt',
  'deploy/minikube/README.md',
  'test/e2e/README.md',
  '.github/workflows/e2e.yml',
];

/** A machine with a shell and nothing else. */
let bare: string;
beforeAll(() => {
  bare = mkdtempSync(join(tmpdir(), 'bare-'));
  for (const tool of ['bash', 'cat', 'dirname']) symlinkSync(whereIs(tool), join(bare, tool));
});
afterAll(() => rmSync(bare, { recursive: true }));

function whereIs(tool: string): string {
  return execFileSync('sh', ['-c', 'command -v "$0"', tool], { encoding: 'utf8' }).trim();
}

function run(script: string, ...words: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(join(bare, 'bash'), [join(root, script), ...words], { env: { PATH: bare } }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

describe('the scripts that bring up a cluster', () => {
  it.each(SCRIPTS.flatMap((script) => ['--help', '-h', 'help'].map((word) => [script, word] as const)))(
    '%s says what it does when asked for help by %s',
    async (script, word) => {
      expect(await run(script, word)).toEqual({
        code: 0,
        stdout: expect.stringContaining(`${script}: `),
        stderr: '',
      });
    },
  );

  it.each([
    ['deploy/kind/down.sh', '--dry-run'],
    ['deploy/minikube/down.sh', 'other'],
    ['deploy/kind/up.sh', '--cluster-only', '--wait'],
    ['deploy/kind/up.sh', '--set', 'a=b', '--cluster-only'],
  ])('%s does nothing when given words it does not know: %s', async (script, ...words) => {
    const { code, stderr } = await run(script, ...words);
    expect(code).toBe(2);
    expect(stderr).toContain(script);
    expect(stderr).toContain(`was given: ${words.join(' ')}\n`);
  });

  it.each(SCRIPTS)('%s says which tool is missing, and where to get it', async (script) => {
    const { code, stderr } = await run(script);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^(docker|kind|minikube) is missing: https:\/\/\S+ says how to install it\.\n$/);
  });

  it.each(SCRIPTS)('%s needs only tools of which it is known where to get them', (script) => {
    const [, tools] = /^need (.+)$/m.exec(read(script))!;
    const known = [...read('deploy/cluster-tools.sh').matchAll(/^ +(\w+)\) echo https:/gm)].map(([, tool]) => tool);
    expect(known).toEqual(expect.arrayContaining(tools!.split(' ')));
  });

  it('make the same version of Kubernetes', () => {
    const { nodes } = parse(read('deploy/kind/cluster.yaml')) as { nodes: { image: string }[] };
    const [, version] = /kubernetes=(v[\d.]+)/.exec(read('deploy/minikube/up.sh'))!;
    expect(nodes.map(({ image }) => image)).toEqual([`kindest/node:${version}`]);
  });

  it.each(SHOWN)('make the cluster that %s brings an image into, or asks', (file) => {
    const commands = read(file).match(/(kind load docker-image|minikube (image load|ip)) [^\n)]*/g) ?? [];
    const [, kind] = /cluster=(\w+)/.exec(read('deploy/kind/up.sh'))!;
    const [, minikube] = /profile=(\w+)/.exec(read('deploy/minikube/up.sh'))!;
    const named = commands.filter((command) =>
      command.includes(command.startsWith('kind') ? ` --name ${kind}` : ` --profile ${minikube}`),
    );
    expect(commands).not.toEqual([]);
    expect(named).toEqual(commands);
  });

  it('open the port on which the ingress controller of kind listens', () => {
    const { nodes } = parse(read('deploy/kind/cluster.yaml')) as {
      nodes: { extraPortMappings: { containerPort: number; listenAddress: string }[] }[];
    };
    const { ports } = parse(read('deploy/kind/traefik.yaml')) as { ports: { web: { hostPort: number } } };
    expect(nodes.flatMap((node) => node.extraPortMappings)).toEqual([
      expect.objectContaining({ containerPort: ports.web.hostPort, listenAddress: '127.0.0.1' }),
    ]);
  });
});
