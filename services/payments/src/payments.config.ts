import { PersonalDataConfig } from '@oce/service-kit';
import { Type } from 'class-transformer';
import { IsInt, IsString, Length, Matches, Max, Min } from 'class-validator';

/** The environment of payments. */
export class PaymentsConfig extends PersonalDataConfig {
  /** OCE's own account, from which members are paid. */
  @IsString() @Length(1, 70) OCE_DEBTOR_NAME: string = "Office de Commercialisation et d'Exportation";
  @Matches(/^MA\d{26}$/, { message: 'OCE_DEBTOR_IBAN takes a Moroccan IBAN' }) OCE_DEBTOR_IBAN: string;
  @Matches(/^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/, { message: 'OCE_DEBTOR_BIC takes a BIC' })
  OCE_DEBTOR_BIC: string;
  /** How long a change of account waits before it can be approved, in calendar days. */
  @IsInt() @Min(0) @Max(60) @Type(() => Number) OCE_RIB_COOLING_OFF_DAYS: number = 3;
}
