import { plainToInstance } from 'class-transformer';
import {
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateIf,
  validateSync,
} from 'class-validator';
import { validateBody } from '@oce/service-kit';
import { type Bench, median, round } from '../bench';

const ID = /^[A-Za-z0-9_-]{1,60}$/;
const HEAVIEST_GRAMS = 1_000_000_000;

/** Twelve fields with the rules of a weigh ticket. */
class TwelveFields {
  @IsOptional() @Matches(ID) stationId?: string;
  @Matches(ID) terminalId: string;
  @Matches(ID) ticketNumber: string;
  @Matches(ID) producerCode: string;
  @Matches(ID) campaignId: string;
  @Matches(ID) productId: string;
  @IsInt() @Min(1) @Max(HEAVIEST_GRAMS) grossGrams: number;
  @IsInt() @Min(0) @Max(HEAVIEST_GRAMS) tareGrams: number;
  @ValidateIf(hasContainers) @IsString() @Length(1, 40) containerKind?: string;
  @ValidateIf(hasContainers) @IsInt() @Min(1) @Max(100_000) containerCount?: number;
  @Matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/) @IsISO8601({ strict: true }) weighedAt: string;
  @IsString() @Length(1, 200) remark: string;
}

function hasContainers({ containerKind, containerCount }: TwelveFields): boolean {
  return containerKind !== undefined || containerCount !== undefined;
}

const BODY = {
  stationId: 'ST-1',
  terminalId: 'TM-1',
  ticketNumber: 'T-000001',
  producerCode: 'P-1',
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
  grossGrams: 1_860_000,
  tareGrams: 360_000,
  containerKind: 'crate',
  containerCount: 40,
  weighedAt: '2026-10-01T08:00:00Z',
  remark: 'dry',
};
const AIM_MICROSECONDS = 70;
const RUNS = 5;
const CALLS = 20_000;

/** CPU of this process a call, in microseconds: the median of some runs after a warm-up. */
function cpuMicroseconds(call: () => unknown): number {
  const runs: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const before = process.cpuUsage();
    for (let n = 0; n < CALLS; n++) call();
    const { user, system } = process.cpuUsage(before);
    if (run > 0) runs.push((user + system) / CALLS);
  }
  return median(runs);
}

/** What a command pays for being checked, beside parsing it and beside class-validator as it comes. */
export const validation: Bench = {
  name: 'validation',
  description: 'a command of 12 fields checked by class-validator, CPU a command',
  run(say) {
    const text = JSON.stringify(BODY);
    const raw = cpuMicroseconds(() => JSON.parse(text));
    const ours = cpuMicroseconds(() => validateBody(TwelveFields, JSON.parse(text)));
    const plain = cpuMicroseconds(() => {
      const made = plainToInstance(TwelveFields, JSON.parse(text));
      if (validateSync(made, { whitelist: true, forbidNonWhitelisted: true }).length > 0) throw new Error();
    });
    const [check, asItComes] = [ours - raw, plain - raw];
    say(
      `checked ${round(check)} us, class-validator as it comes ${round(asItComes)} us, parsed ${round(raw)} us`,
    );
    return Promise.resolve([
      {
        name: 'validation of a command of 12 fields',
        aim: `<= ${AIM_MICROSECONDS} us of CPU`,
        measured: `${round(check)} us (class-validator as it comes ${round(asItComes)} us, JSON.parse ${round(raw)} us)`,
        holds: check <= AIM_MICROSECONDS,
        detail: {
          checkMicroseconds: round(check),
          plainMicroseconds: round(asItComes),
          ratioToParsing: round(check / raw),
          ratioToPlain: round(check / asItComes, 3),
        },
      },
    ]);
  },
};
