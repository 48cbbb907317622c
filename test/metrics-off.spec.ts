import { describe, expect, it } from '@jest/globals';
import { startService } from './support/service.js';

describe.each(['1', '2'])('a service with METRICS=off and %s workers', (WORKERS) => {
  it('works, and says of itself only what Node and the control group do', async () => {
    await using service = await startService('blocking', { METRICS: 'off', WORKERS });
    expect((await fetch(`${service.url}/blocking/noop`)).status).toBe(200);
    expect((await fetch(`${service.url}/blocking/none`)).status).toBe(404);

    const text = await (await fetch(`${service.adminUrl}/metrics`)).text();
    expect(text).toContain('process_cpu_seconds_total{worker="0"} ');
    const families = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name!);
    expect(families.filter((name) => !/^(process|nodejs|fleetlab_cpu)_/.test(name))).toEqual([]);
  });
});
