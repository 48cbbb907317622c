import { isRejection, LoadMetric, RequestValidator, type RunTrace } from '@fleetlab/kit';
import { Body, Controller, Delete, Get, Header, Headers, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { readIdempotency } from './idempotency.js';
import { type JobView, toView } from './job.view.js';
import { readListQuery, refuseQuery } from './jobs.query.js';
import { JobsService, type Submitted } from './jobs.service.js';
import { readNewJob } from './new-job.body.js';
import type { NewJob } from '../drivers/job.js';

type Values = Readonly<Record<string, unknown>>;

/** As much of Fastify's request and reply as is needed here. */
interface Request {
  readonly trace: RunTrace | undefined;
}
interface Reply {
  code(status: number): Reply;
  header(name: string, value: string): Reply;
}

/** /queue/jobs: jobs by themselves, apart from the request that ordered them. */
@Controller('jobs')
export class JobsController {
  constructor(
    private readonly jobs: JobsService,
    private readonly validator: RequestValidator,
    private readonly load: LoadMetric,
  ) {}

  /** 202 for a new job; 200 for the first job of a repeated Idempotency-Key. */
  @Post()
  @Header('cache-control', 'no-store')
  async create(
    @Query() query: Values,
    @Body() body: unknown,
    @Headers('idempotency-key') key: string | undefined,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<JobView> {
    refuseQuery(query);
    const order = readNewJob(body, this.validator);
    const { job, isNew } = await this.submit({ ...order, idempotency: readIdempotency(key, order) }, request.trace);
    reply.code(isNew ? 202 : 200).header('location', `/queue/jobs/${job.id}`);
    return toView(job);
  }

  @Get()
  @Header('cache-control', 'no-store')
  async list(@Query() query: Values): Promise<{ readonly jobs: readonly JobView[] }> {
    const jobs = await this.jobs.list(readListQuery(query));
    return { jobs: jobs.map(toView) };
  }

  @Get(':id')
  @Header('cache-control', 'no-store')
  async find(@Param('id') id: string, @Query() query: Values): Promise<JobView> {
    refuseQuery(query);
    return toView(await this.jobs.find(id));
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(@Param('id') id: string, @Query() query: Values): Promise<void> {
    refuseQuery(query);
    await this.jobs.remove(id);
  }

  private async submit(order: NewJob, trace: RunTrace | undefined): Promise<Submitted> {
    try {
      return await this.jobs.submit(order, trace);
    } catch (error) {
      if (isRejection(error)) this.load.countRejected(error.code);
      throw error;
    }
  }
}
