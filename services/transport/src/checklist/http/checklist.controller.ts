import { Controller } from '@nestjs/common';
import { commandSubjectsOf, type TaxedKind } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import {
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  IsBusinessDate,
  IsFilledList,
  IsId,
} from '@oce/service-kit';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { CHECKLIST_ID, checklistAggregate } from '../domain/checklist';
import { DOCUMENT_KINDS, DUE, type DocumentKind, type DocumentRule, type Due } from '../domain/rules';

const KINDS = ['raw', 'bulk', 'packed', 'by-product'] as const;
const MARKET = { each: true, message: 'each of $property takes a code like EU' };

export class DocumentRuleDto {
  @IsId() ruleId: string;
  @IsIn(DOCUMENT_KINDS) kind: DocumentKind;
  @IsString() @Length(2, 100) issuedBy: string;
  @IsIn(DUE) due: Due;
  /** How many days after its issue it is valid; absent where it does not expire. */
  @IsOptional() @IsInt() @Min(0) @Max(3_660) validDays?: number;
  /** Of goods that leave the country alone, or of those that do not; absent for both. */
  @IsOptional() @IsBoolean() isExport?: boolean;
  /** Each list names what the rule is for; absent, it is for all. */
  @IsOptional() @IsArray() @ArrayMaxSize(4) @IsIn(KINDS, { each: true }) productKinds?: TaxedKind[];
  @IsOptional() @IsArray() @ArrayMaxSize(100) @IsId({ each: true }) productIds?: string[];
  @IsOptional() @IsArray() @ArrayMaxSize(100) @Matches(/^[A-Z]{2,3}$/, MARKET) destinations?: string[];
  @IsOptional() @IsArray() @ArrayMaxSize(100) @IsId({ each: true }) claims?: string[];
  @IsOptional() @IsArray() @ArrayMaxSize(11) @Matches(/^[A-Z]{3}$/, MARKET) incoterms?: string[];
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(4)
  @IsIn(['road', 'rail', 'sea', 'air'], { each: true })
  modes?: string[];
}

export class ChecklistDto {
  @IsBusinessDate('terms') validFrom: string;
  @IsFilledList(200) @ValidateNested({ each: true }) @Type(() => DocumentRuleDto) rules: DocumentRuleDto[];
}

const subject = commandSubjectsOf(checklistAggregate);

/** Which documents go with goods, from a day on. */
@Controller('transport/checklists')
export class ChecklistController {
  constructor(
    @InjectAggregate(checklistAggregate) private readonly checklists: HandlerOf<typeof checklistAggregate>,
  ) {}

  @CommandHandler({ subject: subject('publish'), scopes: ['transport:write'] })
  publish(@Input() { validFrom, rules }: ChecklistDto, @Caller() call: CommandCall) {
    const data = { checklistId: CHECKLIST_ID, validFrom, rules: rules.map(ruleOf) };
    return call.handle(this.checklists, CHECKLIST_ID, { type: 'PublishChecklist', data });
  }
}

const ruleOf = (rule: DocumentRuleDto): DocumentRule => ({
  ruleId: rule.ruleId,
  kind: rule.kind,
  issuedBy: rule.issuedBy,
  due: rule.due,
  validDays: rule.validDays ?? null,
  isExport: rule.isExport ?? null,
  productKinds: rule.productKinds ?? [],
  productIds: rule.productIds ?? [],
  destinations: rule.destinations ?? [],
  claims: rule.claims ?? [],
  incoterms: rule.incoterms ?? [],
  modes: rule.modes ?? [],
});
