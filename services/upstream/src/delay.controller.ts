import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import { readDelayQuery } from './delay.query.js';
import { FAULTS, type Faults } from './faults.js';

/** As much of Fastify's reply as is needed here. */
interface Reply {
  code(status: number): unknown;
}

/** GET /delay?ms=100 answers {"ms":100} after that time, or fails when it is over. */
@Controller('delay')
export class DelayController {
  constructor(@Inject(FAULTS) private readonly faults: Faults) {}

  @Get()
  async delay(@Query() query: Record<string, unknown>, @Res({ passthrough: true }) reply: Reply): Promise<object> {
    const ms = readDelayQuery(query);
    const { rate, status, jitterMs } = this.faults;
    await waitAtLeast(ms + Math.random() * jitterMs);
    if (Math.random() >= rate) return { ms };
    reply.code(status);
    return { status, title: 'Injected fault', detail: `FAULT_RATE is ${rate}: this answer is one of those that fail.` };
  }
}

/** A timer may fire up to a millisecond early; then the rest is waited for too. */
async function waitAtLeast(ms: number): Promise<void> {
  const end = performance.now() + ms;
  for (let left = ms; left > 0; left = end - performance.now()) await setTimeout(left);
}
