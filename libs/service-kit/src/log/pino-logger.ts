import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

/** Fields whose values never reach a log, wherever they stand in the first levels. */
const SECRET = [
  'authorization',
  'password',
  'code',
  'token',
  'secret',
  'newCode',
  'apiKey',
  'rib',
  'cin',
  'phone',
  'name',
  'birthDate',
];
const redact = {
  paths: [...SECRET, ...SECRET.map((name) => `*.${name}`), ...SECRET.map((name) => `*.*.${name}`)],
  censor: '[hidden]',
};

/** Nest's logger on pino: one JSON line an event, in the service's name, without personal data. */
export class PinoLogger implements LoggerService {
  readonly pino: Logger;

  constructor(service: string, level: string, destination?: { write(line: string): void }) {
    const options = {
      level,
      base: { service },
      redact,
      messageKey: 'msg',
      timestamp: pino.stdTimeFunctions.isoTime,
    };
    this.pino = destination ? pino(options, destination) : pino(options);
  }

  readonly log = (message: unknown, ...rest: unknown[]): void => this.write('info', message, rest);
  readonly error = (message: unknown, ...rest: unknown[]): void => this.write('error', message, rest);
  readonly warn = (message: unknown, ...rest: unknown[]): void => this.write('warn', message, rest);
  readonly debug = (message: unknown, ...rest: unknown[]): void => this.write('debug', message, rest);
  readonly verbose = (message: unknown, ...rest: unknown[]): void => this.write('trace', message, rest);
  readonly fatal = (message: unknown, ...rest: unknown[]): void => this.write('fatal', message, rest);

  private write(
    level: 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal',
    message: unknown,
    rest: unknown[],
  ): void {
    const from = typeof rest[rest.length - 1] === 'string' ? (rest[rest.length - 1] as string) : undefined;
    if (message instanceof Error) this.pino[level]({ from, err: message }, message.message);
    else if (typeof message === 'object' && message !== null) this.pino[level]({ from, ...message });
    else this.pino[level]({ from }, String(message));
  }
}
