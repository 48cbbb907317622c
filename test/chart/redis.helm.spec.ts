import { describe, expect, it } from '@jest/globals';
import { render } from './support/helm.js';

const NAME = 'lab-fleetlab-redis';

function redis(values: object = {}) {
  const manifest = render({ values: { redis: values } });
  const { spec } = manifest.one('StatefulSet', NAME);
  return { manifest, spec: spec!, container: spec!.template.spec!.containers[0]! };
}

describe('the Redis of the chart', () => {
  it('loses nothing that it has accepted', () => {
    const config = redis().manifest.one('ConfigMap', NAME).data!['redis.conf']!.split('\n');
    expect(config).toEqual(
      expect.arrayContaining(['appendonly yes', 'appendfsync always', 'maxmemory-policy noeviction', 'dir /data']),
    );
  });

  it('is given its configuration as any official image takes it', () => {
    const { container } = redis();
    expect(container.args).toEqual(['/etc/redis/redis.conf']);
    expect(container.volumeMounts!.map(({ mountPath }) => mountPath)).toEqual(['/etc/redis', '/data', '/tmp']);
  });

  it('keeps its volume when the release goes', () => {
    const { spec } = redis();
    expect(spec.persistentVolumeClaimRetentionPolicy).toEqual({ whenDeleted: 'Retain', whenScaled: 'Retain' });
    expect(spec.volumeClaimTemplates).toMatchObject([
      {
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
      },
    ]);
    expect(spec.volumeClaimTemplates![0]!.spec).not.toHaveProperty('storageClassName');
  });

  it('keeps its jobs in the pod where no volume is wanted', () => {
    const { spec } = redis({ persistence: { enabled: false } });
    expect(spec).not.toHaveProperty('volumeClaimTemplates');
    expect(spec.template.spec!.volumes).toContainEqual({ name: 'data', emptyDir: { sizeLimit: '1Gi' } });
  });

  it('lives while it loads its file, but is not ready', () => {
    const { livenessProbe, readinessProbe } = redis().container;
    expect(livenessProbe!.exec!.command).toEqual(['redis-cli', 'ping']);
    expect(readinessProbe!.exec!.command).toEqual(['sh', '-c', 'test "$(redis-cli ping)" = PONG']);
  });

  it('asks for the password of a Secret, which the queue and the probes know', () => {
    const { manifest, container } = redis({ auth: { existingSecret: 'passwords', existingSecretKey: 'redis' } });
    expect(container.args).toEqual(['/etc/redis/redis.conf', '--requirepass', '$(REDISCLI_AUTH)']);
    expect(manifest.env('redis').REDISCLI_AUTH).toBe('passwords.redis');
    expect(['queue', 'queue-worker', 'async'].map((component) => manifest.env(component).REDIS_PASSWORD)).toEqual([
      'passwords.redis',
      'passwords.redis',
      undefined,
    ]);
  });
});

describe('a Redis elsewhere', () => {
  const external = { url: 'redis://redis.example.org:6380/2', existingSecret: 'theirs', tls: true };
  const manifest = render({ values: { redis: { enabled: false, external } } });

  it('is used instead of one of the chart', () => {
    expect(manifest.objects.filter(({ metadata }) => metadata!.name!.includes('redis'))).toEqual([]);
    expect(manifest.env('queue')).toMatchObject({
      QUEUE_DRIVER: 'bullmq',
      REDIS_URL: 'rediss://redis.example.org:6380/2',
      REDIS_PASSWORD: 'theirs.redis-password',
    });
  });

  it('is called without TLS or a password where none is said', () => {
    const plain = render({ values: { redis: { enabled: false, external: { url: 'redis://redis.example.org' } } } });
    expect(plain.env('queue-worker').REDIS_URL).toBe('redis://redis.example.org');
    expect(plain.env('queue-worker').REDIS_PASSWORD).toBeUndefined();
  });
});
