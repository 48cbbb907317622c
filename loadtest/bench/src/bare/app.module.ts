import { Module } from '@nestjs/common';
import { NoopController } from './noop.controller.js';

@Module({ controllers: [NoopController] })
export class AppModule {}
