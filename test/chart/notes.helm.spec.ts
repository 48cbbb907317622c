import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { chart } from './support/helm.js';

function notes(values: object = {}): string {
  const args = ['install', 'lab', chart, '--namespace', 'space', '--dry-run=client', '--values', '-'];
  const output = execFileSync('helm', args, { input: JSON.stringify(values), encoding: 'utf8', stdio: 'pipe' });
  return output.slice(output.indexOf('\nNOTES:'));
}

describe('what Helm says after it has installed', () => {
  it('is the next command for kind, minikube and others', () => {
    expect(notes()).toContain("kind:      curl 'http://localhost/async/sleep?ms=100'");
    expect(notes()).toContain('minikube:  curl "http://$(minikube ip --profile fleetlab)/async/sleep?ms=100"');
    expect(notes()).toContain('kubectl port-forward --namespace space service/lab-fleetlab-async 8080:80');
  });

  it('is what to do about an image that cannot be pulled', () => {
    const text = notes({ image: { registry: 'registry.example.org' } });
    expect(text).toContain('cannot get registry.example.org/fleetlab/fleetlab:');
    expect(text).toContain('kind load docker-image --name fleetlab fleetlab:');
    expect(text).toContain('minikube image load --profile fleetlab fleetlab:');
    expect(text).toContain('ErrImageNeverPull');
    expect(text).toContain('helm upgrade lab charts/fleetlab --namespace space -f charts/fleetlab/values-kind.yaml');
  });

  it('has the hosts of the ingress, and the token where one is needed', () => {
    const text = notes({ ingress: { hosts: ['lab.example.org'] }, auth: { existingSecret: 'tokens' } });
    expect(text).toContain("curl 'http://lab.example.org/async/sleep?ms=100'");
    expect(text).toContain('kubectl get secret --namespace space tokens');
    expect(notes()).not.toContain('token');
  });

  it('waits for the fleet and not for pods that test', () => {
    expect(notes()).toContain('-l app.kubernetes.io/instance=lab,app.kubernetes.io/component!=test ');
  });

  it('makes the Secrets that the values name', () => {
    const text = notes({ auth: { existingSecret: 'keys' }, redis: { auth: { existingSecret: 'keys' } } });
    const [command] = /kubectl create secret generic --namespace space keys .*/.exec(text)!;
    expect(command).toMatch(/ --from-literal=api-token=.* --from-literal=redis-password=/);
    expect(text).toContain('CreateContainerConfigError');
    expect(notes()).not.toContain('CreateContainerConfigError');
  });

  it('says where to see what the fleet does, and where to push results', () => {
    const enabled = { enabled: true };
    const text = notes({ monitoring: { bundled: { prometheus: enabled, grafana: enabled, traces: enabled } } });
    expect(text).toContain('grafana at /grafana and traces at /jaeger, where the models are too');
    expect(text).toContain('kubectl port-forward --namespace space service/lab-fleetlab-grafana 3000');
    expect(text).toContain('kubectl port-forward --namespace space service/lab-fleetlab-prometheus 9090');
    expect(notes()).not.toMatch(/grafana|prometheus|jaeger/i);
  });

  it('says how an experiment goes, and where its results can be read', () => {
    const text = notes({ loadtest: { experiment: { enabled: true } } });
    expect(text).toMatch(/kubectl logs --namespace space --follow job\/lab-fleetlab-experiment-[0-9a-f]{8}\n/);
    expect(text).toContain('kubectl port-forward --namespace space service/lab-fleetlab-results 8090:80');
    expect(text).toContain('leaves the volume with the results');
    expect(notes()).not.toContain('experiment');
  });

  it('says what becomes of the jobs', () => {
    expect(notes()).toContain('leaves the volume with the jobs');
    expect(notes({ redis: { persistence: { enabled: false } } })).toContain('Jobs are lost when the pod of Redis goes');
  });
});
