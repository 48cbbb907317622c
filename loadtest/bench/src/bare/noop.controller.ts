import { Controller, Get } from '@nestjs/common';

/** Answers what async/noop answers, and does nothing for it: every microsecond beyond this one is the kit's. */
@Controller('async')
export class NoopController {
  @Get('noop')
  noop(): object {
    return {
      model: 'async',
      workload: 'noop',
      params: {},
      result: null,
      service: { pod: 'fleetlab-0', pid: 12345, threadId: 0, version: '0.1.0' },
      timing: {
        receivedAt: 1760000000000.123,
        startedAt: 1760000000000.234,
        finishedAt: 1760000000000.345,
        waitMs: 0.111,
        serviceMs: 0.111,
        cpuMs: null,
      },
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    };
  }
}
