import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { epochMs } from '../clock.js';
import { Drain } from '../drain.js';
import { isRejection, Problem } from '../errors/problem.js';
import { LoadMetric } from '../metrics/load.metric.js';
import { MetricsPublisher } from '../metrics/publisher.js';
import { RunMetric, type RunSeries } from '../metrics/run.metric.js';
import { SERVICE_IDENTITY } from '../service-options.js';
import { Accepted } from './accepted.js';
import { RequestValidator } from './request-validator.js';
import { type ServiceIdentity, toAnswer } from './run-answer.js';
import { startOf } from './request-start.js';
import { type RunOutcome, type RunRequest, RunService } from './run.service.js';
import { failedRunOf } from '../tracing/run-spans.js';
import { traceIdOf } from './trace-id.js';

/** GET /{model}/{workload}: checks the request, has the model run it, counts and answers. */
@Controller()
export class RunController {
  constructor(
    private readonly validator: RequestValidator,
    private readonly service: RunService,
    private readonly runs: RunMetric,
    private readonly load: LoadMetric,
    private readonly publisher: MetricsPublisher,
    private readonly drain: Drain,
    @Inject(SERVICE_IDENTITY) private readonly identity: ServiceIdentity,
  ) {}

  /** @returns a RunAnswer, or the model's own body where the work goes on after the answer */
  @Get(':workload')
  async run(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const { workload: name } = request.params as { workload: string };
    const run = this.validator.parseAt(request.url, name, request.query as Record<string, unknown>);
    const series = this.runs.of(name);
    request.waitedSince = startOf(request, this.load);
    request.runSeries = series;
    if (this.service.holdsLoop(run)) this.publisher.beforeHold();
    request.slotLease?.begin();
    request.tracedSpan?.beginRun(run);
    const outcome = await this.runCounted(request.trace ? { ...run, trace: request.trace } : run, series, request);
    // It may have begun to end while the work ran: the client must not send its next request here.
    if (this.drain.isDraining) reply.header('connection', 'close');
    if (this.service.answerHeaders) reply.headers(this.service.answerHeaders);
    if (outcome instanceof Accepted) {
      reply.code(202).header('location', outcome.location);
      return outcome.body;
    }
    const { tracedSpan } = request;
    series.wait.observeMs(outcome.startedAt - request.waitedSince, tracedSpan);
    series.duration.ok.observeMs(outcome.finishedAt - outcome.startedAt, tracedSpan);
    if (outcome.cpuMs !== null) series.addCpuMs(outcome.cpuMs);
    return toAnswer(this.identity, run, outcome, request.receivedAt, request.waitedSince, traceIdOf(request));
  }

  private async runCounted(
    run: RunRequest,
    series: RunSeries,
    request: FastifyRequest,
  ): Promise<RunOutcome | Accepted> {
    try {
      const running = this.service.run(run);
      const outcome = running instanceof Promise ? await running : running;
      if (request.tracedSpan && !(outcome instanceof Accepted)) request.tracedSpan.run = outcome;
      return outcome;
    } catch (thrown) {
      if (request.tracedSpan) request.tracedSpan.run = failedRunOf(thrown);
      const status = thrown instanceof Problem ? thrown.status : 500;
      if (isRejection(thrown)) this.load.countRejected(thrown.code);
      // A queue that cannot be reached has refused the run before it began.
      if (status >= 500 && status !== 503) {
        series.duration.failed.observeMs(epochMs() - request.receivedAt, request.tracedSpan);
      }
      throw thrown;
    } finally {
      request.slotLease?.end();
      request.tracedSpan?.endRun();
    }
  }
}
