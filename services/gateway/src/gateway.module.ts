import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ProblemFilter } from '@oce/service-kit';
import { DocsController } from './docs/docs.controller';
import { UPSTREAMS, type Behind } from './gateway.config';
import { HealthController } from './health/health.controller';
import { ProblemsController } from './problems/problems.controller';

/** Gateway: one origin for the pages and the API. What it answers itself; the rest is passed on by `proxyTo`. */
@Module({})
export class GatewayModule {
  static before({ upstreams }: Behind): DynamicModule {
    return {
      module: GatewayModule,
      controllers: [DocsController, HealthController, ProblemsController],
      providers: [
        { provide: UPSTREAMS, useValue: upstreams },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
