import { describe, expect, it } from '@jest/globals';
import type { ServiceInfo } from '@fleetlab/local';
import { serviceTable } from './service-table.js';

describe('the table of services', () => {
  it('fits 80 columns with the longest names and numbers there are', () => {
    const service = { role: 'upstream', pid: 4_194_304, adminUrl: 'http://127.0.0.1:65535' };
    const services = ['blocking', 'upstream'].map((model) => ({ ...service, model, url: service.adminUrl }));
    const lines = serviceTable(services as ServiceInfo[]).split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^model +role +pid +url +admin/);
    expect(lines[2]).toBe('upstream  upstream  4194304  http://127.0.0.1:65535  http://127.0.0.1:65535');
  });
});
