import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { render } from './support/helm.js';
import type { Manifest, PodTemplate } from './support/manifest.js';

const on = { enabled: true };
const URL = 'http://traefik.traefik.svc';

function experiment(settings: object = {}, others: object = {}): Manifest {
  return render({ values: { ...others, loadtest: { experiment: { ...on, ...settings } } } });
}

const job = (manifest: Manifest): PodTemplate => manifest.pod('experiment');
const words = (manifest: Manifest): string[] => job(manifest).spec.containers[0]!.args!;
const nameOf = (manifest: Manifest): string => manifest.names('Job')[0]!;

function fleetlabHelp(command: string): string {
  const bin = join(import.meta.dirname, '../../loadtest/runner/bin/fleetlab.js');
  return execFileSync(process.execPath, [bin, command, '--help'], { encoding: 'utf8' });
}

describe('the Job of an experiment', () => {
  it('is not there unless it is wanted', () => {
    const { objects } = render();
    expect(objects.filter(({ metadata }) => /experiment|results/.test(metadata!.name!))).toEqual([]);
  });

  it('shapes the release by its own rights, with k6', () => {
    const text = words(experiment()).join(' ');
    expect(text).toBe(
      'loadtest/runner/bin/fleetlab.js run scaling --results /results --target kubernetes --release lab --generator k6 --k6-image docker.io/grafana/k6:1.8.1',
    );
  });

  it('has the load put on by the k6 of the registry of all images', () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    const mirror = { global: { imageRegistry: 'mirror.test' } };
    const images = [{ tag: '1.9.0' }, { digest }].map((image) =>
      words(experiment({ k6: { image } }, mirror)).slice(-2),
    );
    expect(images).toEqual([
      ['--k6-image', 'mirror.test/grafana/k6:1.9.0'],
      ['--k6-image', `mirror.test/grafana/k6@${digest}`],
    ]);
  });

  it('has the load put on by the k6 that the fleetlab command takes by itself', () => {
    expect(fleetlabHelp('run')).toContain(words(experiment()).at(-1)!.replace('docker.io/', ''));
  });

  it.each([{ generator: 'embedded' }, { target: 'url', url: URL }])('names no k6 with %j', (settings) => {
    expect(words(experiment(settings)).filter((word) => word.includes('k6'))).toEqual([]);
  });

  it('says nothing that the fleetlab command does not know', () => {
    const manifest = experiment({ url: URL }, { auth: { existingSecret: 'tokens' } });
    const serving = manifest.pod('results').spec.containers[0]!.args!;
    for (const [, command, ...others] of [words(manifest), serving]) {
      const options = others.filter((word) => word.startsWith('--'));
      expect(options.length).toBeGreaterThan(2);
      expect(options.filter((option) => !fleetlabHelp(command!).includes(`${option} <`))).toEqual([]);
    }
  });

  it('has the rights of whoever measures the release, by an account of its own', () => {
    const manifest = experiment();
    const account = job(manifest).spec.serviceAccountName;
    expect(account).toBe('lab-fleetlab-experiment');
    const { roleRef, subjects } = manifest.one('RoleBinding', 'lab-fleetlab-experiment');
    expect(subjects).toEqual([{ kind: 'ServiceAccount', name: account, namespace: 'space' }]);
    expect(manifest.names('Role')).toEqual([roleRef.name]);
  });

  it('measures the release as it is, through its ingress, without any rights', () => {
    const manifest = experiment({ target: 'url', url: URL }, { ingress: { hosts: ['lab.example.org'] } });
    expect(words(manifest).slice(5)).toEqual(['--target', 'url', '--url', URL, '--header', 'Host: lab.example.org']);
    expect(job(manifest).spec).toMatchObject({
      serviceAccountName: 'lab-fleetlab',
      automountServiceAccountToken: false,
    });
    expect(manifest.names('Role')).toEqual([]);
  });

  it('takes a file, and more words', () => {
    const manifest = experiment({ file: 'name: mine\nquestion: Why?\n', args: ['--seed', '7'] });
    expect(words(manifest)[2]).toBe('/experiment/experiment.yaml');
    expect(words(manifest).slice(-2)).toEqual(['--seed', '7']);
    expect(manifest.one('ConfigMap', 'lab-fleetlab-experiment').data).toEqual({
      'experiment.yaml': 'name: mine\nquestion: Why?\n',
    });
  });

  it('has the token in its requests and not in its words, and tells the bundled Prometheus of its trials', () => {
    const manifest = experiment(
      {},
      { auth: { existingSecret: 'tokens' }, monitoring: { bundled: { prometheus: on } } },
    );
    expect(words(manifest)).toEqual(expect.arrayContaining(['--header', 'Authorization: Bearer $(API_TOKEN)']));
    expect(manifest.env('experiment')).toEqual({
      API_TOKEN: 'tokens.api-token',
      FLEETLAB_PUSH_URL: 'http://lab-fleetlab-prometheus:9090/api/v1/write',
    });
  });

  it('waits for each model, and for the way to it where that is known', () => {
    const manifest = experiment({ url: `${URL}` }, { services: { queue: { enabled: false } } });
    const [waiting] = job(manifest).spec.initContainers!;
    const [addresses] = waiting!.env!;
    expect(addresses!.value!.split(',').slice(0, 2)).toEqual(['http://lab-fleetlab-async/async', `${URL}/async`]);
    expect(addresses!.value).not.toContain('queue');
  });

  it('is tried once, and has time to put back what it changed', () => {
    const [{ spec } = {}] = experiment().all('Job');
    expect(spec).toMatchObject({ backoffLimit: 0, template: { spec: { restartPolicy: 'Never' } } });
    expect(job(experiment()).spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(120);
  });

  it('is another Job for another pod, since no pod of a Job can be changed, and the same for the same', () => {
    const name = nameOf(experiment());
    expect(nameOf(experiment({ results: { persistence: { size: '2Gi' } } }))).toBe(name);
    const others = [
      { preset: 'threads-for-io' },
      { file: 'name: a\n' },
      { file: 'name: b\n' },
      { args: ['--seed', '1'] },
    ];
    const names = others.map((settings) => nameOf(experiment(settings)));
    expect(new Set([name, ...names]).size).toBe(5);
    expect(name.length).toBeLessThanOrEqual(63);
    expect(
      nameOf(render({ release: 'a'.repeat(53), values: { loadtest: { experiment: on } } })).length,
    ).toBeLessThanOrEqual(63);
  });
});

describe('its results', () => {
  it('are on a volume that outlives the release', () => {
    const claim = experiment().one('PersistentVolumeClaim', 'lab-fleetlab-results');
    expect(claim.metadata!.annotations).toMatchObject({ 'helm.sh/resource-policy': 'keep' });
    expect(claim.spec).toEqual({ accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } });
  });

  it('are served by a pod that cannot write, on whose node the Job runs: a volume is often on one node only', () => {
    const manifest = experiment({}, { affinity: { nodeAffinity: {} } });
    const { spec, metadata } = manifest.pod('results');
    expect(spec.containers[0]!.volumeMounts).toContainEqual({ name: 'results', mountPath: '/results', readOnly: true });
    expect(spec.containers[0]!.args!.slice(0, 2)).toEqual(['loadtest/runner/bin/fleetlab.js', 'serve']);
    const { nodeAffinity, podAffinity } = job(manifest).spec.affinity!;
    expect(nodeAffinity).toEqual({});
    const [term] = podAffinity!.requiredDuringSchedulingIgnoredDuringExecution!;
    expect(metadata.labels).toMatchObject(term!.labelSelector!.matchLabels!);
    expect(manifest.one('Deployment', 'lab-fleetlab-results').spec!.strategy).toEqual({ type: 'Recreate' });
  });

  it('are on a volume of yours where you have one', () => {
    const manifest = experiment({ results: { persistence: { existingClaim: 'mine' } } });
    expect(manifest.names('PersistentVolumeClaim')).toEqual([]);
    for (const component of ['experiment', 'results']) {
      expect(manifest.pod(component).spec.volumes).toContainEqual({
        name: 'results',
        persistentVolumeClaim: { claimName: 'mine' },
      });
    }
  });

  it('go with the pod where no volume is wanted, and are not served then', () => {
    const manifest = experiment({ results: { persistence: { enabled: false } } });
    expect(job(manifest).spec.volumes).toContainEqual({ name: 'results', emptyDir: { sizeLimit: '1Gi' } });
    expect(manifest.names('PersistentVolumeClaim')).toEqual([]);
    expect(manifest.names('Deployment')).not.toContain('lab-fleetlab-results');
    expect(job(manifest).spec.affinity).toBeUndefined();
  });
});
