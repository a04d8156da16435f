import { IamError } from "./iam-error";

const limits = { roleName: 64, policyName: 128 };

/** Throws IamError ValidationError unless the name is one that IAM takes. The text is *assumed* to be AWS's. */
export function validateName(field: keyof typeof limits, name: string): void {
  if (name.length === 0 || name.length > limits[field]) {
    const allowed = name.length === 0 ? "greater than or equal to 1" : `less than or equal to ${limits[field]}`;
    const constraint = `failed to satisfy constraint: Member must have length ${allowed}`;
    throw new IamError("ValidationError", `1 validation error detected: Value '${name}' at '${field}' ${constraint}`);
  }
  if (/^[\w+=,.@-]+$/.test(name)) return;
  const allowed = "It must contain only alphanumeric characters and/or the following: +=,.@_-";
  throw new IamError("ValidationError", `The specified value for ${field} is invalid. ${allowed}`);
}

/** Throws IamError ValidationError unless the path is `/`, or text between two slashes. The text is *assumed* to be AWS's. */
export function validatePath(path: string): void {
  if (path.length <= 512 && /^\/(?:[!-~]*\/)?$/.test(path)) return;
  const allowed = "It must begin and end with / and contain only alphanumeric characters and/or / characters.";
  throw new IamError("ValidationError", `The specified value for path is invalid. ${allowed}`);
}

/** Throws IamError LimitExceeded for a text of more than `limit` characters, white space not counted. */
export function validateSize(text: string, limit: number, message: string): void {
  if (text.replace(/\s/g, "").length > limit) throw new IamError("LimitExceeded", message);
}

/** Throws IamError ValidationError unless a role's longest session, in seconds, is an hour to twelve; undefined is AWS's default. */
export function validateDuration(seconds: number | undefined): void {
  if (seconds === undefined || (Number.isInteger(seconds) && seconds >= 3_600 && seconds <= 43_200)) return;
  const bound = seconds < 3_600 ? "greater than or equal to 3600" : "less than or equal to 43200";
  const constraint = `failed to satisfy constraint: Member must have value ${bound}`;
  const message = `1 validation error detected: Value '${seconds}' at 'maxSessionDuration' ${constraint}`;
  throw new IamError("ValidationError", message);
}
