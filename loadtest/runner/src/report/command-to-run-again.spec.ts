import { describe, expect, it } from '@jest/globals';
import { ENVIRONMENT } from '../../fixtures/simulated-run.js';
import { commandToRunAgain } from './command-to-run-again.js';

const again = (target: string, generator: string) =>
  commandToRunAgain({ environment: { ...ENVIRONMENT, target, generator }, seed: 7 });

describe('the command that runs it again', () => {
  const ON_A_CLUSTER = '--target kubernetes --release fleetlab --namespace lab --context kind/one [--url <origin>]';

  it.each([
    ['the fleet of this machine', 'local', 'embedded', ''],
    [
      'an address, with the k6 here',
      'url http://a.test',
      'k6 1.8.1',
      ' --target url --url http://a.test --generator k6',
    ],
    ['a cluster, from here', 'kubernetes kind/one/lab/fleetlab', 'embedded', ` ${ON_A_CLUSTER}`],
    [
      'a cluster, with the k6 here',
      'kubernetes kind/one/lab/fleetlab',
      'k6 1.8.1',
      ` ${ON_A_CLUSTER} --generator k6 --k6 local`,
    ],
    [
      'a cluster, with several k6 in it',
      'kubernetes kind/one/lab/fleetlab',
      'k6 job grafana/k6:1.8.1 x 2',
      ` ${ON_A_CLUSTER} --generator k6 --k6 job --k6-image grafana/k6:1.8.1 --parallelism 2 [--url-in-cluster <origin>]`,
    ],
    [
      'a cluster, from a pod of it, whose rights have no name elsewhere',
      'kubernetes inClusterContext/lab/fleetlab',
      'k6 testrun grafana/k6:1.8.1',
      ' --target kubernetes --release fleetlab --namespace lab [--url <origin>]' +
        ' --generator k6 --k6 testrun --k6-image grafana/k6:1.8.1 [--url-in-cluster <origin>]',
    ],
  ])('measures %s', (_, target, generator, options) => {
    expect(again(target, generator)).toBe(`npx fleetlab run experiment.yaml --seed 7${options}`);
  });
});
