import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server } from 'node:http';
import { config } from './config.js';
import { DelayController } from './delay.controller.js';
import { FAULTS } from './faults.js';

/** Longer than any client keeps an idle connection, so that none sends a request on one that is just being closed. */
const KEEP_ALIVE_MS = 600_000;

@Module({
  controllers: [DelayController],
  providers: [
    {
      provide: FAULTS,
      useValue: { rate: config.FAULT_RATE, status: config.FAULT_STATUS, jitterMs: config.JITTER_MS },
    },
  ],
})
export class AppModule implements OnApplicationBootstrap {
  constructor(private readonly host: HttpAdapterHost) {}

  onApplicationBootstrap(): void {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    server.keepAliveTimeout = KEEP_ALIVE_MS;
  }
}
