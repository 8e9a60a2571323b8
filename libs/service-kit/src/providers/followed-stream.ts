import { SharedLogReader, type JetStreamEventStore } from '@oce/event-store';
import { ProjectionHost, unionOfFilters, type HostOptions } from '@oce/projections';
import type { Db } from 'mongodb';

/** One stream as everything in this process follows it: read once, with the projections that it feeds. */
export class FollowedStream {
  readonly log: SharedLogReader;
  readonly host: ProjectionHost;
  private readonly others: { readonly subjects: readonly string[] }[] = [];

  constructor(store: JetStreamEventStore, db: Db, options: Omit<HostOptions, 'db' | 'log' | 'projections'>) {
    const subjects = () =>
      unionOfFilters([...this.host.subjects, ...this.others.flatMap((one) => [...one.subjects])]);
    this.log = new SharedLogReader(store, subjects, (error) => options.onError?.('the log', error));
    this.host = new ProjectionHost({ db, log: this.log, ...options });
  }

  /** Views and policies that follow it too. */
  follows(one: { readonly subjects: readonly string[] }): void {
    this.others.push(one);
  }

  async stop(): Promise<void> {
    await Promise.all([this.host.stop(), this.log.stop()]);
  }
}
