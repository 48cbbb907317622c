import { describe, expect, it } from '@jest/globals';
import { RemoteWrite } from '../../push/remote-write.js';
import { goOn } from './go-on.js';

describe('how to go on with a run', () => {
  const URL = 'http://a:9090/api/v1/write';

  it('is one command', () => {
    expect(goOn('results/one')).toBe('Finished trials are kept. Go on: npx fleetlab run --resume results/one');
  });

  it('pushes again where the run was pushed', () => {
    expect(goOn('results/one', new RemoteWrite(URL))).toMatch(
      / --resume results\/one --push http:\/\/a:9090\/api\/v1\/write$/,
    );
  });

  it('shows no password, and says that there was one', () => {
    const line = goOn('results/one', new RemoteWrite(URL.replace('//', '//me:secret@')));
    expect(line).not.toMatch(/me:|secret/);
    expect(line).toContain(`--push ${URL} (with the name and the password again`);
  });
});
