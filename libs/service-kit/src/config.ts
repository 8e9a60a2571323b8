import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, Min, validateSync } from 'class-validator';

/** What every service needs of its environment. A service adds its own by extending this class. */
export class ServiceConfig {
  /** The service's own port; 0 takes a free one. */
  @IsInt() @Min(0) @Max(65535) @Type(() => Number) PORT: number = 0;
  @IsString() HOST: string = '127.0.0.1';
  @IsString() NATS_URL: string;
  @IsOptional() @IsString() NATS_USER?: string;
  @IsOptional() @IsString() NATS_PASSWORD?: string;
  @IsString() MONGODB_URI: string;
  /** Prefix of the context's database: `oce_sales`. */
  @IsString() MONGODB_PREFIX: string = 'oce';
  /** SPKI PEM of the key that access signs tokens with; line ends may be written as \n. */
  @IsString() OCE_TOKEN_PUBLIC_KEY: string;
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'silent']) LOG_LEVEL: string = 'info';
}

/** The environment is not what the service needs; names every variable, never its value. */
export class InvalidEnvironment extends Error {
  override readonly name = 'InvalidEnvironment';
}

/** Reads and checks the environment as an instance of the service's class. Variables it does not know are ignored. */
export function loadConfig<T extends object>(type: new () => T, env: NodeJS.ProcessEnv = process.env): T {
  const config = plainToInstance(
    type,
    { ...env },
    { exposeDefaultValues: true, enableImplicitConversion: false },
  );
  const errors = validateSync(config, { skipMissingProperties: false });
  if (errors.length > 0) {
    const lines = errors.map(
      (error) => `  ${error.property}: ${Object.values(error.constraints ?? {}).join('; ')}`,
    );
    throw new InvalidEnvironment(`the environment is not complete:\n${lines.join('\n')}`);
  }
  return config;
}
