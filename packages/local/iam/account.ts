/** The account whose IAM it is, and what this machine lends it. */
export interface Account {
  readonly accountId: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  /** Milliseconds since 1970. */
  now(): number;
  /** Writes one line for the developer. */
  log(line: string): void;
  /** A new unique ID, such as `AROA` and 17 capital letters and digits. */
  createId(prefix: string): string;
}
