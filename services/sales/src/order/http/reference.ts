import { Matches } from 'class-validator';

const REFERENCE = /^[\p{L}\p{N}][\p{L}\p{N} ._/-]{0,59}$/u;

/** A reference of others: of a bank, a buyer, a delivery note. */
export const IsReference = (): PropertyDecorator =>
  Matches(REFERENCE, {
    message: '$property takes letters, digits, spaces and . _ / - only, at most 60 of them',
  });
