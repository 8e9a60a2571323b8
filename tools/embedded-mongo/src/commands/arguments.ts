import { integerOf, isTruthy } from '../bson/arithmetic';
import { type Doc, isDoc, isNumeric, typeName, type Value } from '../bson/values';
import { badValue, missingField, MongoError, notImplemented, typeMismatch } from '../errors';

/** Fields every command may carry. They ask nothing of a standalone server, or are checked apart. */
const GENERIC = new Set([
  'lsid',
  '$db',
  '$clusterTime',
  '$readPreference',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'comment',
]);
const TRANSACTION = ['txnNumber', 'autocommit', 'startTransaction'];
const VERSIONED = ['apiVersion', 'apiStrict', 'apiDeprecationErrors'];
const READ_CONCERNS: readonly (Value | undefined)[] = ['local', 'available', 'majority', undefined];

/** Reads the fields of a command or statement by type. Errors: 14 for another type, 2 for a number out of range. */
export class Arguments {
  constructor(
    readonly owner: string,
    readonly fields: Doc,
  ) {}

  /** Refuses what the command does not have (40415), and by name what this server does not do (238). */
  allow(known: readonly string[], refused: readonly string[] = []): this {
    for (const name of this.fields.keys()) {
      if (refused.includes(name)) throw notImplemented(`'${name}' in ${this.owner}`);
      if (!known.includes(name)) {
        throw new MongoError(40415, `BSON field '${this.owner}.${name}' is an unknown field.`);
      }
    }
    return this;
  }

  private wrongType(name: string, expected: string): MongoError {
    const [field, type] = [`${this.owner}.${name}`, typeName(this.fields.get(name))];
    return typeMismatch(`BSON field '${field}' is the wrong type '${type}', expected type '${expected}'`);
  }

  document(name: string): Doc | undefined {
    const value = this.fields.get(name);
    if (value === undefined || isDoc(value)) return value;
    throw this.wrongType(name, 'object');
  }

  array(name: string): Value[] | undefined {
    const value = this.fields.get(name);
    if (value === undefined || Array.isArray(value)) return value;
    throw this.wrongType(name, 'array');
  }

  string(name: string): string | undefined {
    const value = this.fields.get(name);
    if (value === undefined || typeof value === 'string') return value;
    throw this.wrongType(name, 'string');
  }

  requiredString(name: string): string {
    return this.string(name) ?? this.missing(name);
  }

  requiredArray(name: string): Value[] {
    return this.array(name) ?? this.missing(name);
  }

  private missing(name: string): never {
    throw missingField(`${this.owner}.${name}`);
  }

  boolean(name: string, absent = false): boolean {
    const value = this.fields.get(name);
    if (value === undefined) return absent;
    if (typeof value === 'boolean' || isNumeric(value)) return isTruthy(value);
    throw this.wrongType(name, 'bool');
  }

  integer(name: string): number | undefined {
    const value = this.fields.get(name);
    if (value === undefined || value === null) return undefined;
    if (!isNumeric(value)) throw this.wrongType(name, 'long');
    const integer = integerOf(value);
    if (integer === undefined) throw badValue(`BSON field '${this.owner}.${name}' must be an integer`);
    return integer;
  }

  nonNegative(name: string): number | undefined {
    const value = this.integer(name);
    if (value !== undefined && value < 0) {
      throw new MongoError(51024, `BSON field '${name}' value must be >= 0, actual value '${value}'`);
    }
    return value;
  }

  /** How many rows the `cursor` document wants in the first batch. */
  batchSize(absent = Infinity): number {
    const cursor = new Arguments(`${this.owner}.cursor`, this.document('cursor') ?? new Map());
    return cursor.allow(['batchSize']).nonNegative('batchSize') ?? absent;
  }
}

/** Checks the fields any command may carry. Errors: 20 for transactions, 238 and 2 for concerns that cannot be met. */
export function checkGenericFields(command: Arguments): void {
  const transaction = TRANSACTION.find((name) => command.fields.has(name));
  if (transaction) {
    const message = 'Transaction numbers are only allowed on a replica set member or mongos';
    throw new MongoError(20, `${message} (${transaction})`);
  }
  const versioned = VERSIONED.find((name) => command.fields.has(name));
  if (versioned) throw notImplemented(`the stable API ('${versioned}')`);
  checkReadConcern(command.document('readConcern'));
  checkWriteConcern(command.document('writeConcern'));
}

function checkReadConcern(readConcern: Doc | undefined): void {
  if (!readConcern) return;
  const level = readConcern.get('level');
  if (!READ_CONCERNS.includes(level)) throw notImplemented(`readConcern level '${String(level)}'`);
  const other = [...readConcern.keys()].find((name) => name !== 'level' && name !== 'provenance');
  if (other) throw notImplemented(`'${other}' in readConcern`);
}

function checkWriteConcern(writeConcern: Doc | undefined): void {
  const w = writeConcern?.get('w');
  if (w === undefined || w === 'majority') return;
  const nodes = integerOf(w);
  if (nodes === undefined) throw new MongoError(79, `No write concern mode named '${String(w)}' found`);
  if (nodes > 1) throw badValue("cannot use 'w' > 1 when a host is not replicated");
}

/** The fields of a command that are its own. */
export const ownFields = (body: Doc): Doc => new Map([...body].filter(([name]) => !GENERIC.has(name)));
