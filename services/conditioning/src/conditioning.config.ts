import { ServiceConfig } from '@oce/service-kit';
import { Matches } from 'class-validator';

/** The environment of conditioning. */
export class ConditioningConfig extends ServiceConfig {
  /** The office's GS1 company prefix, which its SSCCs begin with. */
  @Matches(/^\d{7,10}$/, { message: 'OCE_GS1_COMPANY_PREFIX takes 7 to 10 digits' })
  OCE_GS1_COMPANY_PREFIX: string = '6110000';
}
