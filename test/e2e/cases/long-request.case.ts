import { describe, expect, it } from '@jest/globals';
import { ask } from '../support/fleet.js';
import type { Release } from '../support/release.js';

/** As long as a request may be, and a second less for the way. */
const LONG_MS = 59_000;

export function describeLongRequest(release: Release): void {
  describe('a request of nearly a minute', () => {
    it('is answered through the ingress, and its probes do not kill the process that it holds', async () => {
      const { status, body } = await ask(`/blocking/sleep?ms=${LONG_MS}`);
      expect(status).toBe(200);
      const [pod] = await release.pods('blocking');
      expect(pod!.metadata.name).toBe(body.service!.pod);
      expect(pod!.status.containerStatuses!.map(({ restartCount }) => restartCount)).toEqual([0]);
    });
  });
}
