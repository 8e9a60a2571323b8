import { Module } from '@nestjs/common';

/** Traceability: where goods came from and where they went, over every context. */
@Module({ controllers: [], providers: [] })
export class TraceabilityModule {}
