import { functionNotFound, LambdaError, otherQualifier } from "./lambda-error";

/** Where functions are. */
export interface LambdaRegion {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
}

/** A function as a request names it. */
export interface FunctionName {
  readonly functionName: string;
  readonly functionArn: string;
  /** A version, `$LATEST` or an alias. @default the function itself */
  readonly qualifier?: string | undefined;
}

/** The pattern that AWS's text names. @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html */
const PATTERN =
  "(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?";
/** A name, `account:function:name` or an ARN, each with or without a qualifier. */
const NAME =
  /^(?:(?:arn:[\w-]+:lambda:([\w-]+):)?(?:(\d{12}):)?function:)?([a-zA-Z0-9-_]+)(?::(\$LATEST|[a-zA-Z0-9-_]+))?$/;
const QUALIFIER = /^[a-zA-Z0-9$_-]+$/;

const LONGEST_NAME = 64;

/**
 * Reads the name of a function and the qualifier that stands in the query.
 *
 * @throws LambdaError where it is none, or of another account or region. Texts are *recorded*, but for that of a name
 * that is too long (LocalStack's AWS-validated snapshots).
 */
export function readFunctionName(text: string, given: string | undefined, place: LambdaRegion): FunctionName {
  const [, region = place.region, accountId = place.accountId, functionName = "", own] = NAME.exec(text) ?? [];
  if (functionName === "") throw invalidName(`Member must satisfy regular expression pattern: ${PATTERN}`, text);
  if (functionName.length > LONGEST_NAME) throw invalidName("Member must have length less than or equal to 64", text);
  if (own !== undefined && given !== undefined && own !== given) throw otherQualifier();
  const qualifier = own ?? given;
  if (qualifier !== undefined && !QUALIFIER.test(qualifier)) throw invalidQualifier(qualifier);
  if (region !== place.region)
    throw new LambdaError(
      "ResourceNotFoundException",
      `Functions from '${region}' are not reachable in this region ('${place.region}')`,
    );
  const functionArn = printFunctionArn(functionName, { ...place, accountId });
  if (accountId !== place.accountId) throw functionNotFound(functionArn);
  return { functionName, functionArn, qualifier };
}

export const printFunctionArn = (functionName: string, { partition, region, accountId }: LambdaRegion): string =>
  `arn:${partition}:lambda:${region}:${accountId}:function:${functionName}`;

/** A qualifier of digits alone is a version, and so is one with a `$`: no alias may be called so. */
export const isVersion = (qualifier: string): boolean => /^\d+$|\$/.test(qualifier);

/** An ARN's function, without a version or alias, and that qualifier. */
export function splitFunctionArn(arn: string): { readonly functionArn: string; readonly qualifier?: string } {
  const parts = arn.split(":");
  const [, , , , , , , qualifier] = parts;
  return { functionArn: parts.slice(0, 7).join(":"), ...(qualifier !== undefined && { qualifier }) };
}

const invalidName = (constraint: string, value: string): LambdaError =>
  new LambdaError(
    "ValidationException",
    `1 validation error detected: Value '${value}' at 'functionName' failed to satisfy constraint: ${constraint}`,
  );

const invalidQualifier = (value: string): LambdaError =>
  new LambdaError(
    "ValidationException",
    `1 validation error detected: Value '${value}' at 'qualifier' failed to satisfy constraint: Member must satisfy regular expression pattern: (|[a-zA-Z0-9$_-]+)`,
  );
