import { nodeFlagsOf, type MongoMode } from '@oce/local-servers';
import { join } from 'node:path';
import { ChildService } from './child-service';
import type { OfficeHome } from './home';
import { startInfrastructure, type Infrastructure } from './infrastructure';
import { claimHome, endOrphans } from './one-at-a-time';
import { choosePorts, requireFree } from './ports';
import { clearRun, wasCutShort, writeRun } from './run-state';
import { openSecrets, type Secrets } from './secrets';
import { environmentOf, GATEWAY, officeServices, type Addresses, type OfficeService } from './services';
import { watchServer } from './watch-server';

export interface OfficeOptions {
  readonly home: OfficeHome;
  readonly mongod: MongoMode;
  readonly oneProcess: boolean;
  /** Told of what happens, a line each. */
  readonly onEvent: (line: string) => void;
}

/** A whole office at work: the servers, the services, and the watch over them. */
export class Office {
  private readonly children: ChildService[] = [];
  private stopping = false;

  private constructor(
    private readonly options: OfficeOptions,
    readonly secrets: Secrets,
    readonly addresses: Addresses,
    private readonly infrastructure: Infrastructure,
    /** Gives the home free for another supervisor. */
    private readonly release: () => void,
  ) {}

  get publicUrl(): string {
    return `http://localhost:${this.addresses.ports[GATEWAY]}`;
  }

  /** Starts everything; resolves when every service is ready. */
  static async start(options: OfficeOptions): Promise<Office> {
    const { home, onEvent } = options;
    home.make('logs');
    const release = claimHome(home);
    await endOrphans(home, onEvent);
    const ports = await choosePorts(home);
    await requireFree(ports[GATEWAY] ?? 0, wasCutShort(home));
    const secrets = openSecrets(home);
    onEvent('starting the servers');
    const infrastructure = await startInfrastructure({
      home,
      secrets,
      ports,
      mongod: options.mongod,
      onProgress: onEvent,
    });
    const addresses: Addresses = {
      natsUrl: infrastructure.nats.url,
      mongoUri: infrastructure.mongo.uri,
      ports,
      publicHost: process.env['OCE_HOST'] ?? '0.0.0.0',
    };
    const office = new Office(options, secrets, addresses, infrastructure, release);
    try {
      office.watchServers();
      await office.startServices();
    } catch (error) {
      await office.stop();
      throw error;
    }
    return office;
  }

  async stop(): Promise<void> {
    if (this.stopping) return;
    this.stopping = true;
    const gateway = this.children.filter((child) => child.name === GATEWAY);
    await Promise.all(gateway.map((child) => child.stop()));
    await Promise.all(this.children.map((child) => child.stop()));
    await this.infrastructure.stop();
    clearRun(this.options.home);
    this.release();
  }

  private async startServices(): Promise<void> {
    const { oneProcess, onEvent } = this.options;
    const services = officeServices();
    onEvent(oneProcess ? 'starting the services in one process' : `starting ${services.length} services`);
    const children = oneProcess
      ? [this.allInOne(services)]
      : services.map((service) => this.childOf(service));
    this.children.push(...children);
    this.remember(false);
    await Promise.all(this.children.map((child) => child.start()));
    this.remember(true);
  }

  private childOf(service: OfficeService): ChildService {
    const { name, script, flags } = service;
    return new ChildService({
      name,
      script,
      flags,
      env: environmentOf(service, this.secrets, this.addresses),
      logFile: this.options.home.path('logs', `${name}.log`),
      onEvent: (line) => this.tell(line),
    });
  }

  private allInOne(services: readonly OfficeService[]): ChildService {
    const environments = Object.fromEntries(
      services.map((service) => [service.name, environmentOf(service, this.secrets, this.addresses)]),
    );
    return new ChildService({
      name: 'office',
      script: join(__dirname, 'one-process.js'),
      flags: nodeFlagsOf(),
      env: { OCE_ENVIRONMENTS: JSON.stringify(environments) },
      logFile: this.options.home.path('logs', 'office.log'),
      onEvent: (line) => this.tell(line),
    });
  }

  private watchServers(): void {
    const { home, mongod } = this.options;
    const { ports } = this.addresses;
    watchServer(
      this.infrastructure,
      { home, secrets: this.secrets, ports, mongod, onProgress: () => undefined },
      {
        isStopping: () => this.stopping,
        onEvent: (line) => this.tell(line),
      },
    );
  }

  /** Says what happened and writes it down; a full disk must not end the watch over the others. */
  private tell(line: string): void {
    this.options.onEvent(line);
    try {
      this.remember(true);
    } catch (error) {
      this.options.onEvent(`who runs where could not be written down: ${(error as Error).message}`);
    }
  }

  /** Writes who runs where, for the other commands. */
  private remember(ready: boolean): void {
    if (this.stopping) return;
    writeRun(this.options.home, {
      supervisorPid: process.pid,
      ready,
      publicUrl: this.publicUrl,
      oneProcess: this.options.oneProcess,
      nats: {
        url: this.infrastructure.nats.url,
        kind: this.infrastructure.nats.kind,
        pid: this.infrastructure.nats.server?.pid,
      },
      mongo: {
        uri: this.infrastructure.mongo.uri,
        kind: this.infrastructure.mongo.kind,
        pid: this.infrastructure.mongo.server?.pid,
      },
      services: this.children.map(({ name, pid, status, restarts }) => ({ name, pid, status, restarts })),
    });
  }
}
