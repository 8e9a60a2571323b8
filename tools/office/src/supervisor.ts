import { nodeFlagsOf, type MongoMode } from '@oce/local-servers';
import { join } from 'node:path';
import { ChildService, type ChildOptions } from './child-service';
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
    const { mongod } = options;
    const infrastructure = await startInfrastructure({ home, secrets, ports, mongod, onProgress: onEvent });
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
    if (oneProcess) this.children.push(this.allInOne(services));
    else for (const one of services) this.children.push(this.child({ ...one, env: this.environmentOf(one) }));
    this.remember(false);
    await Promise.all(this.children.map((child) => child.start()));
    this.remember(true);
  }

  private allInOne(services: readonly OfficeService[]): ChildService {
    const environments = services.map((service) => [service.name, this.environmentOf(service)]);
    const env = { OCE_ENVIRONMENTS: JSON.stringify(Object.fromEntries(environments)) };
    const script = join(__dirname, 'one-process.js');
    return this.child({ name: 'office', script, flags: nodeFlagsOf(), env });
  }

  private child(started: Pick<ChildOptions, 'name' | 'script' | 'flags' | 'env'>): ChildService {
    const logFile = this.options.home.path('logs', `${started.name}.log`);
    return new ChildService({ ...started, logFile, onEvent: (line) => this.tell(line) });
  }

  private environmentOf(service: OfficeService): NodeJS.ProcessEnv {
    return environmentOf(service, this.secrets, this.addresses);
  }

  private watchServers(): void {
    const { home, mongod } = this.options;
    const { ports } = this.addresses;
    const servers = { home, secrets: this.secrets, ports, mongod, onProgress: () => undefined };
    const watch = { isStopping: () => this.stopping, onEvent: (line: string) => this.tell(line) };
    watchServer(this.infrastructure, servers, watch);
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

  private remember(ready: boolean): void {
    if (this.stopping) return;
    const { nats, mongo } = this.infrastructure;
    writeRun(this.options.home, {
      supervisorPid: process.pid,
      ready,
      publicUrl: this.publicUrl,
      oneProcess: this.options.oneProcess,
      nats: { url: nats.url, kind: nats.kind, pid: nats.server?.pid },
      mongo: { uri: mongo.uri, kind: mongo.kind, pid: mongo.server?.pid },
      services: this.children.map(({ name, pid, status, restarts }) => ({ name, pid, status, restarts })),
    });
  }
}
