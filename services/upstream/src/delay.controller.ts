import { epochMs } from '@fleetlab/kit';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import { readDelayQuery } from './delay.query.js';
import { FAULTS, type Faults } from './faults.js';

/** As much of Fastify's request and reply as is needed here. */
interface Request {
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}
interface Reply {
  code(status: number): unknown;
}

/** GET /delay?ms=100 answers {"ms":100} that long after it came, or fails then. */
@Controller('delay')
export class DelayController {
  constructor(@Inject(FAULTS) private readonly faults: Faults) {}

  @Get()
  async delay(
    @Query() query: Record<string, unknown>,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<object> {
    const ms = readDelayQuery(query);
    const { rate, status, jitterMs } = this.faults;
    await waitUntil(request.receivedAt + ms + Math.random() * jitterMs);
    if (Math.random() >= rate) return { ms };
    reply.code(status);
    return { status, title: 'Injected fault', detail: `FAULT_RATE is ${rate}: this answer is one of those that fail.` };
  }
}

/** A timer may fire up to a millisecond early; then the rest is waited for too. */
async function waitUntil(end: number): Promise<void> {
  for (let left = end - epochMs(); left > 0; left = end - epochMs()) await setTimeout(Math.ceil(left));
}
